package io.tradepost.mailbox.james;

import io.tradepost.mailbox.kit.StoreOnDisk;

class ManagersOnH2Test extends ManagerContracts {
    @Override
    StoreOnDisk open() {
        return StoreOnDisk.onH2();
    }
}
