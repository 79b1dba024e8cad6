package io.tradepost.archive.proof.place;

import java.util.List;
import java.util.Optional;

/**
 * Holds small files under names like {@code checkpoint/x001/234}. Every method throws a temporary {@link
 * io.tradepost.archive.ArchiveException} when the place can't be reached.
 */
public interface Shelf {
    /** For people. */
    String name();

    /** The file of this name. */
    Optional<byte[]> get(String path);

    /**
     * What was put first under this name. Where a place keeps what was there before, nothing that somebody put over it later,
     * or took away, changes this.
     */
    default Optional<byte[]> first(String path) {
        return get(path);
    }

    /** Writes a file, in place of one of that name. */
    void put(String path, byte[] bytes);

    /** Takes a file away that is no longer needed; a place may keep it all the same. */
    void discard(String path);

    /** Names of all files below this one, in no order. */
    List<String> below(String path);
}
