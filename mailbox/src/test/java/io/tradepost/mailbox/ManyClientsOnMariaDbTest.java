package io.tradepost.mailbox;

import io.tradepost.mailbox.kit.StoreOnDisk;

class ManyClientsOnMariaDbTest extends ManyClientsContract {
    @Override
    StoreOnDisk open() {
        return StoreOnDisk.onMariaDb();
    }
}
