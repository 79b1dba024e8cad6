package io.tradepost.mailbox;

import io.tradepost.mailbox.kit.StoreOnDisk;

class DeliveredMailOnH2Test extends DeliveredMailContract {
    @Override
    StoreOnDisk open() {
        return StoreOnDisk.onH2();
    }
}
