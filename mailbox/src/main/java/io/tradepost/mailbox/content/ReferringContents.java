package io.tradepost.mailbox.content;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.BodyPrint;
import io.tradepost.archive.Content;
import io.tradepost.archive.SharedContent;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refers to what is there, and keeps what is not.
 *
 * <p>A delivered message differs from the archive's by what servers do to headers on the way: lines put on top, a blind-copy
 * line taken out. So a record with the same body is looked for, and as much of the two headers as is equal at their end is
 * the record's, too; the rest is the message's own top. The body was compared by length and SHA-256, the header by its bytes,
 * so nothing is guessed.
 */
public final class ReferringContents implements MailContents {
    private static final Logger LOG = LoggerFactory.getLogger(ReferringContents.class);
    /** Longer headers are written by machines that went astray. */
    private static final int MOST_HEADER = 256 << 10;
    /** Octets that a row holds of its own; with more, the message is kept whole. */
    private static final int MOST_TOP = 16 << 10;
    /** Archived messages with one Message-ID that are compared. */
    private static final int MOST_CANDIDATES = 4;

    private final SharedContent archive;
    private final OwnMail own;
    private final Departures departures;
    private final DecodedCache decoded;

    /**
     * Over the archive and the mailboxes' own journal, which it closes.
     *
     * @param departures of the same journal
     */
    public ReferringContents(SharedContent archive, OwnMail own, Departures departures) {
        this.archive = archive;
        this.own = own;
        this.departures = departures;
        this.decoded = DecodedCache.forThisHeap();
    }

    @Override
    public Hold hold() {
        return departures.hold();
    }

    @Override
    public StoredMail keep(Content message) {
        try (Hold hold = hold()) {
            BodyPrint.Halves halves = BodyPrint.of(message, MOST_HEADER);
            Optional<StoredMail> lately = halves.body().length() == 0
                    ? Optional.empty()
                    : archive.lately(halves.body()).flatMap(sequence -> reference(sequence, halves));
            return lately.orElseGet(() -> found(message, halves));
        } catch (IOException e) {
            throw ArchiveException.temporary("the message cannot be read: " + e.getMessage(), e);
        }
    }

    private StoredMail found(Content message, BodyPrint.Halves halves) {
        String sha256 = OwnMail.sha256(message);
        return own.find(sha256, message.size(), sequence -> departures.stays(StoredMail.Place.MAILBOX, sequence))
                .map(sequence -> whole(sequence, message))
                .or(() -> archived(message, halves))
                .orElseGet(() -> whole(own.keep(message, sha256), message));
    }

    private static StoredMail whole(long sequence, Content message) {
        return new StoredMail(StoredMail.Place.MAILBOX, sequence, new byte[0], 0, message.size());
    }

    /** One that was archived long ago, or before the last start. */
    private Optional<StoredMail> archived(Content message, BodyPrint.Halves halves) {
        if (halves.body().length() == 0) {
            return Optional.empty();
        }
        List<Long> candidates = archive.byMessageIdHeader(SharedContent.messageIdHeader(message), MOST_CANDIDATES);
        return candidates.stream()
                .filter(sequence -> hasBody(sequence, halves.body()))
                .flatMap(sequence -> reference(sequence, halves).stream())
                .findFirst();
    }

    private boolean hasBody(long sequence, BodyPrint body) {
        try {
            Optional<Content> content = archive.delivery(sequence).filter(one -> one.size() >= body.length());
            return content.isPresent()
                    && BodyPrint.of(content.get(), MOST_HEADER).body().equals(body);
        } catch (IOException | ArchiveException e) {
            LOG.debug("record {} cannot be compared", sequence, e);
            return false;
        }
    }

    /** A reference to a record with the same body; empty when it is going, or its header has too little in common. */
    private Optional<StoredMail> reference(long sequence, BodyPrint.Halves message) {
        if (!departures.stays(StoredMail.Place.ARCHIVE, sequence)) {
            return Optional.empty();
        }
        try {
            Optional<Content> record = archive.delivery(sequence);
            if (record.isEmpty()) {
                return Optional.empty();
            }
            int length = Math.toIntExact(record.get().size() - message.body().length());
            byte[] header = start(record.get(), length);
            int common = commonEnd(message.header(), header);
            byte[] top = Arrays.copyOf(message.header(), message.header().length - common);
            return top.length > MOST_TOP
                    ? Optional.empty()
                    : Optional.of(new StoredMail(
                            StoredMail.Place.ARCHIVE, sequence, top, header.length - common, message.size()));
        } catch (IOException | ArchiveException e) {
            // Destroyed or damaged meanwhile: the message is here in full and is kept so.
            LOG.debug("record {} cannot be referred to", sequence, e);
            return Optional.empty();
        }
    }

    private static byte[] start(Content content, int length) throws IOException {
        try (InputStream in = content.open()) {
            return in.readNBytes(length);
        }
    }

    private static int commonEnd(byte[] one, byte[] other) {
        int common = 0;
        int most = Math.min(one.length, other.length);
        while (common < most && one[one.length - 1 - common] == other[other.length - 1 - common]) {
            common++;
        }
        return common;
    }

    @Override
    public Content read(StoredMail mail) {
        return new MailContent(mail, decoded.content(mail.place(), mail.sequence(), () -> record(mail)));
    }

    /** What the record holds, wherever that is now. */
    private Content record(StoredMail mail) {
        return switch (mail.place()) {
            case ARCHIVE ->
                archive.delivery(mail.sequence())
                        .map(content -> new OrTakenOver(mail.sequence(), content, own))
                        .orElseThrow(() -> ArchiveException.permanent("record " + mail.sequence()
                                + " of the archive is damaged, and a mailbox refers to it"));
            case MAILBOX ->
                own.read(mail.sequence())
                        .orElseThrow(() -> ArchiveException.permanent("record " + mail.sequence()
                                + " of the mailboxes' journal is damaged, and a mailbox refers to it"));
        };
    }

    /** The row may have been read before the record was disposed of, and what it held taken over. */
    private record OrTakenOver(long archived, Content content, OwnMail own) implements Content {
        @Override
        public long size() {
            return content.size();
        }

        @Override
        public InputStream open() throws IOException {
            try {
                return content.open();
            } catch (ArchiveException e) {
                Optional<Content> copy =
                        e.isDisposed() ? own.takenOver(archived, any -> true).flatMap(own::read) : Optional.empty();
                return copy.orElseThrow(() -> e).open();
            }
        }
    }

    @Override
    public void released(Collection<StoredMail> mails) {
        // The archive keeps its own for as long as its law says.
        List<Long> sequences = mails.stream()
                .filter(mail -> mail.place() == StoredMail.Place.MAILBOX)
                .map(StoredMail::sequence)
                .distinct()
                .toList();
        if (!sequences.isEmpty()) {
            departures.release(sequences);
            sequences.forEach(sequence -> decoded.forget(StoredMail.Place.MAILBOX, sequence));
        }
    }

    @Override
    public void close() {
        decoded.close();
        own.close();
    }
}
