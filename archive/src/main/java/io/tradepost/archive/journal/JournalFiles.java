package io.tradepost.archive.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * What the journal asks of the file system when it writes. Tests put a failing disk behind it; reading goes to the file
 * system directly.
 */
public interface JournalFiles {
    /** Makes a new, empty file, in place of one of that name. */
    Output create(Path file) throws IOException;

    /** Opens a file that exists for writing. */
    Output open(Path file) throws IOException;

    /** Makes names in this folder durable: without it a new file may be gone after a power cut. */
    void syncFolder(Path folder) throws IOException;

    /** Renames at one stroke, in place of what has the new name. */
    void rename(Path from, Path to) throws IOException;

    /** Removes a file if it is there. */
    void delete(Path file) throws IOException;

    /** Takes the right to write to a file away from everybody; whoever has all rights can still do it. */
    void makeReadOnly(Path file) throws IOException;

    /** A file being written. */
    interface Output extends Closeable {
        /** Writes all remaining bytes at this position, or throws; then how much was written is not known. */
        void write(ByteBuffer bytes, long position) throws IOException;

        /** Makes what was written durable; with metadata too if asked. After a failure nothing may be assumed. */
        void sync(boolean metadata) throws IOException;

        /** Cuts the file to this many bytes. */
        void truncate(long size) throws IOException;

        /** Bytes in the file. */
        long size() throws IOException;
    }
}
