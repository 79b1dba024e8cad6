package io.tradepost.mailbox.message;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Content;
import io.tradepost.mailbox.content.MailContents;
import io.tradepost.mailbox.content.StoredMail;
import io.tradepost.mailbox.database.Database;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.io.input.BoundedInputStream;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.store.mail.model.MailboxMessage;

/** Fetches of a message what its entry does not say, when it is asked for. */
final class Bodies {
    private final Database database;
    private final MailContents contents;

    Bodies(Database database, MailContents contents) {
        this.database = database;
        this.contents = contents;
    }

    /** The message's row. */
    StoredMessage find(long message) throws IOException {
        try {
            return database.read(connection -> StoredMessages.find(connection, message))
                    .orElseThrow(() -> new IOException("message " + message + " is not there any more"));
        } catch (MailboxException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** All octets of a message. */
    InputStream open(StoredMail mail) throws IOException {
        try {
            return contents.read(mail).open();
        } catch (ArchiveException e) {
            throw new IOException("the message's content cannot be read: " + e.getMessage(), e);
        }
    }

    /** The octets of its header. */
    InputStream openHeader(StoredMessage message) throws IOException {
        byte[] kept = message.headerBytes().orElse(null);
        if (kept != null) {
            return new ByteArrayInputStream(kept);
        }
        return BoundedInputStream.builder()
                .setInputStream(open(message.mail()))
                .setMaxCount(message.bodyStart())
                .get();
    }

    /** The octets behind its header. */
    InputStream openBody(StoredMessage message) throws IOException {
        InputStream all = open(message.mail());
        try {
            all.skipNBytes(message.bodyStart());
            return all;
        } catch (IOException e) {
            all.close();
            throw e;
        }
    }

    /** Keeps a new message's bytes, durable on return, and makes its row, which is written nowhere yet. */
    StoredMessage keep(MailboxMessage message) throws MailboxException {
        try {
            long bodyStart = message.getHeaderOctets();
            StoredMail mail = contents.keep(new Octets(message));
            return new StoredMessage(
                    MessageNumber.of(message.getMessageId()),
                    mail,
                    bodyStart,
                    bodyStart > StoredMessage.LONGEST_HEADER
                            ? java.util.Optional.empty()
                            : java.util.Optional.of(StoredMessage.compress(header(message))),
                    Facts.write(message.getProperties()));
        } catch (ArchiveException | IOException e) {
            throw new MailboxException("the message could not be kept: " + e.getMessage(), e);
        }
    }

    private static byte[] header(MailboxMessage message) throws IOException {
        try (InputStream in = message.getHeaderContent()) {
            return in.readAllBytes();
        }
    }

    /** A message of James's as content. */
    private record Octets(MailboxMessage message) implements Content {
        @Override
        public long size() {
            return message.getFullContentOctets();
        }

        @Override
        public InputStream open() throws IOException {
            return message.getFullContent();
        }
    }
}
