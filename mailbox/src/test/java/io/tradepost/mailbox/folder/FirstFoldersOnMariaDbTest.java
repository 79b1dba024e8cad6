package io.tradepost.mailbox.folder;

import io.tradepost.mailbox.kit.StoreOnDisk;

class FirstFoldersOnMariaDbTest extends FirstFoldersContract {
    @Override
    StoreOnDisk open() {
        return StoreOnDisk.onMariaDb();
    }
}
