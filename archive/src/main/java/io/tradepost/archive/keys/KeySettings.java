package io.tradepost.archive.keys;

import java.nio.file.Path;
import java.util.List;

/**
 * Where keys are kept.
 *
 * @param folder   of the slot files; made if absent
 * @param master   the master key to use
 * @param previous where a master key is found that slots may still be wrapped with, until a rotation has ended
 */
public record KeySettings(Path folder, MasterKeySource master, List<MasterKeySource> previous) {
    public KeySettings {
        previous = List.copyOf(previous);
    }

    /** Slots in this folder, the master key in a file beside them. */
    public static KeySettings in(Path folder) {
        return new KeySettings(folder, new MasterKeySource.InFile(folder.resolve("master.key")), List.of());
    }
}
