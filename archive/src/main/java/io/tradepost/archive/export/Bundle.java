package io.tradepost.archive.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;

/** Where an export is written to: a folder, or a ZIP file. Names are relative, of our own making, with {@code /}. */
interface Bundle extends AutoCloseable {
    /**
     * A file that was added.
     *
     * @param size   bytes
     * @param sha256 lower-case hexadecimal
     */
    record Added(long size, String sha256) {}

    /** Writes the bytes of a file. */
    @FunctionalInterface
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Adds a file, or writes it again after a crash.
     *
     * @param size bytes that the body will write; an estimate will do
     */
    Added add(String name, long size, Body body) throws IOException;

    /** Adds a file that lies in the work folder, and may take it from there. */
    Added adopt(String name, Path file) throws IOException;

    /** Makes what was added durable; what to remember so that work can go on from here. */
    Map<String, Long> sync() throws IOException;

    /** Everything was added. May be done twice. */
    void finish() throws IOException;

    @Override
    void close() throws IOException;
}
