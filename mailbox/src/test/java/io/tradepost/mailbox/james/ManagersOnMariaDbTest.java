package io.tradepost.mailbox.james;

import io.tradepost.mailbox.kit.StoreOnDisk;

class ManagersOnMariaDbTest extends ManagerContracts {
    @Override
    StoreOnDisk open() {
        return StoreOnDisk.onMariaDb();
    }
}
