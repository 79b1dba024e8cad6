package io.tradepost.mailbox.message;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Content;
import io.tradepost.mailbox.content.MailContents;
import io.tradepost.mailbox.content.StoredMail;
import io.tradepost.mailbox.database.Database;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.commons.io.input.BoundedInputStream;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.MimeDescriptor;
import org.apache.james.mailbox.store.MimeDescriptorImpl;
import org.apache.james.mailbox.store.mail.model.MailboxMessage;
import org.apache.james.mime4j.MimeException;

/** Fetches of a message what its entry does not say, when it is asked for. */
final class Bodies {
    private final Database database;
    private final MailContents contents;
    private final LateStructures late;

    Bodies(Database database, MailContents contents) {
        this.late = new LateStructures(database);
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
                            ? Optional.empty()
                            : Optional.of(StoredMessage.compress(header(message))),
                    Facts.write(message.getProperties()),
                    hasParts(message) ? structure(message) : Optional.empty());
        } catch (ArchiveException | IOException e) {
            throw new MailboxException("the message could not be kept: " + e.getMessage(), e);
        }
    }

    /** Whether BODYSTRUCTURE needs more of it than {@link Facts} have (RFC 2045 section 5.1, composite types). */
    static boolean hasParts(MailboxMessage message) {
        return "multipart".equalsIgnoreCase(message.getMediaType())
                || "message".equalsIgnoreCase(message.getMediaType());
    }

    /** The structure of a message with parts, from its row if it is there. */
    MimeDescriptor structure(StoredMessage message) throws MailboxException {
        KeptPart.Parsed parsed = () -> {
            try (InputStream in = open(message.mail())) {
                return MimeDescriptorImpl.build(in);
            } catch (IOException | MimeException e) {
                throw new MailboxException("the parts of a message can't be read: " + e.getMessage(), e);
            }
        };
        Optional<MimeDescriptor> kept = message.structure().flatMap(bytes -> Structure.read(bytes, parsed));
        if (kept.isPresent()) {
            return kept.get();
        }
        MimeDescriptor whole = parsed.get();
        if (message.structure().isEmpty()) {
            late.add(message.id(), Structure.write(whole));
        }
        return whole;
    }

    /** None of a message that can't be parsed: whoever asks for it is told so then. */
    private static Optional<byte[]> structure(MailboxMessage message) throws IOException {
        try (InputStream in = message.getFullContent()) {
            return Optional.of(Structure.write(MimeDescriptorImpl.build(in)));
        } catch (MimeException e) {
            return Optional.empty();
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
