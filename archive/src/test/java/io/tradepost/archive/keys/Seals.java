package io.tradepost.archive.keys;

import io.tradepost.archive.journal.DiskFiles;
import io.tradepost.archive.journal.Journal;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Keys for a journal that a test opens without an archive around it. */
public final class Seals {
    private Seals() {}

    /** A seal whose keys lie in this folder, made if it is new. */
    public static KeySeal in(Path folder, Journal journal) {
        return new KeySeal(open(folder, journal));
    }

    /** The keys themselves. */
    public static ContentKeys open(Path folder, Journal journal) {
        return ContentKeys.open(KeySettings.in(folder), journal.id(), OptionalLong.empty(), new DiskFiles());
    }
}
