package io.tradepost.mailbox.james;

import io.tradepost.mailbox.kit.StoreOnDisk;

class MappersOnH2Test extends MapperContracts {
    @Override
    StoreOnDisk open() {
        return StoreOnDisk.onH2();
    }
}
