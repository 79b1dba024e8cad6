package io.tradepost.archive.keys;

import io.tradepost.archive.journal.JournalFiles;
import java.io.IOException;
import java.util.List;

/** Counts the keys by what has become of them. */
final class KeyCount {
    private KeyCount() {}

    /** Reads every slot; nobody may write one meanwhile. */
    static KeyStatus of(KeySettings settings, MasterKeys masters, JournalFiles files) throws IOException {
        long live = 0;
        long destroyed = 0;
        long waiting = 0;
        List<SlotFile> slots = SlotFile.in(settings.folder(), files);
        for (SlotFile file : slots) {
            byte[] all = file.readAll();
            for (int i = 0; i < SlotFile.SLOTS; i++) {
                KeySlot slot = KeySlot.in(all, i, file.first() + i).orElse(KeySlot.EMPTY);
                live += slot.state() == KeySlot.State.LIVE ? 1 : 0;
                destroyed += slot.state() == KeySlot.State.DESTROYED ? 1 : 0;
                waiting += slot.state() == KeySlot.State.LIVE && slot.master() != masters.newest() ? 1 : 0;
            }
        }
        boolean beside = settings.master() instanceof MasterKeySource.InFile in
                && in.file().toAbsolutePath().startsWith(settings.folder().toAbsolutePath());
        return new KeyStatus(
                masters.active().number(),
                settings.master().place(),
                beside,
                masters.next().isPresent(),
                live,
                destroyed,
                waiting,
                slots.size());
    }
}
