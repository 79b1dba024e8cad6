package io.tradepost.mailbox.folder;

import io.tradepost.mailbox.kit.StoreOnDisk;

class FirstFoldersOnH2Test extends FirstFoldersContract {
    @Override
    StoreOnDisk open() {
        return StoreOnDisk.onH2();
    }
}
