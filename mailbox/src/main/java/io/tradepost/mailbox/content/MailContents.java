package io.tradepost.mailbox.content;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Content;
import java.util.Collection;

/**
 * Keeps the bytes of mailbox messages. Safe for any number of threads. Every method throws {@link ArchiveException}, which
 * says whether trying again can help.
 */
public interface MailContents extends AutoCloseable {
    /**
     * From now until it is closed, nothing is let go of that {@link #keep} hands out meanwhile. Whoever keeps a message opens
     * one before and closes it when the row that refers to the message is committed, or given up.
     */
    Hold hold();

    /**
     * Keeps a message; durable on return. Finds by itself whether the bytes are an archived delivery under new headers, or
     * are kept already. What is read back is byte for byte what was given.
     */
    StoredMail keep(Content message);

    /**
     * The message's bytes. The failure is permanent when they were disposed of or are damaged; it may come only while they
     * are read, then as an {@link java.io.IOException}.
     */
    Content read(StoredMail mail);

    /**
     * The rows of these messages are gone. What no other message refers to goes for good. Repeating is harmless, so that a
     * crash between the two sides is too.
     */
    void released(Collection<StoredMail> mails);

    @Override
    void close();

    /** See {@link #hold}. Belongs to no thread. */
    interface Hold extends AutoCloseable {
        @Override
        void close();
    }
}
