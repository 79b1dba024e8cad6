package io.tradepost.bench.mailbox;

import io.tradepost.bench.BenchException;
import io.tradepost.bench.ingest.FolderSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A server in the table, in a folder of its own, that can be stopped and started again on what it has. */
interface Contender extends AutoCloseable {
    /** One word; also the name of its folder. */
    String name();

    /** What it is, in a few words. */
    String description();

    /** Starts it; makes what it needs at the first time. */
    void start();

    /** Process id. */
    long pid();

    /** Signs in as the one who has the mailboxes. */
    ImapSession session();

    /** Bytes on disk by what they hold. */
    Map<String, Long> disk();

    /** Ends it in order. */
    void stop();

    @Override
    void close();

    /** Bytes below a folder. */
    static long bytes(Path folder) {
        try {
            return FolderSize.of(folder);
        } catch (IOException e) {
            throw new BenchException("a folder can't be weighed", e);
        }
    }
}
