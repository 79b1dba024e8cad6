package io.tradepost.mailbox.james;

import io.tradepost.mailbox.kit.StoreOnDisk;

class MappersOnMariaDbTest extends MapperContracts {
    @Override
    StoreOnDisk open() {
        return StoreOnDisk.onMariaDb();
    }
}
