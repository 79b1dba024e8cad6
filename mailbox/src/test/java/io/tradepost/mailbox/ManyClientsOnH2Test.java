package io.tradepost.mailbox;

import io.tradepost.mailbox.kit.StoreOnDisk;

class ManyClientsOnH2Test extends ManyClientsContract {
    @Override
    StoreOnDisk open() {
        return StoreOnDisk.onH2();
    }
}
