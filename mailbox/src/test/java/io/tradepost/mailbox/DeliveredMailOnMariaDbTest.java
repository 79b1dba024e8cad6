package io.tradepost.mailbox;

import io.tradepost.mailbox.kit.StoreOnDisk;

class DeliveredMailOnMariaDbTest extends DeliveredMailContract {
    @Override
    StoreOnDisk open() {
        return StoreOnDisk.onMariaDb();
    }
}
