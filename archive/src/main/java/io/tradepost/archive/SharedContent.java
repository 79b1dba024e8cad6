package io.tradepost.archive;

import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.journal.StoredRecord;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Archived content for whoever keeps the same bytes for another purpose, such as somebody's mailbox: they can refer to the
 * archive's instead of keeping their own, and are told by {@link BeforeShred} before it is destroyed.
 *
 * <p>Reading here leaves no record, since it is not the archive that is being read: what a person has in a mailbox of their
 * own is theirs to read. It must never serve for showing archived mail to anybody (law L7).
 */
public final class SharedContent {
    private static final Logger LOG = LoggerFactory.getLogger(SharedContent.class);
    /** Deliveries whose bodies are remembered; about 200 bytes each. */
    private static final int REMEMBERED = 20_000;

    private static final int MOST_HEADER = 256 << 10;

    private final Journal journal;
    private final ReadingRoom room;
    private final Map<BodyPrint, Long> bodies = new LinkedHashMap<>();

    SharedContent(Journal journal, ReadingRoom room) {
        this.journal = journal;
        this.room = room;
    }

    /** The delivery at this place; empty if there is none, or it is damaged. */
    public Optional<Content> delivery(long sequence) {
        return journal.read(sequence)
                .filter(record -> record.kind().equals(Optional.of(RecordKind.DELIVERY)))
                .map(StoredRecord::content);
    }

    /** A delivery of lately with this body; its sequence. Knows some ten thousand, and none from before the last start. */
    public Optional<Long> lately(BodyPrint body) {
        synchronized (bodies) {
            return Optional.ofNullable(bodies.get(body));
        }
    }

    /**
     * Sequences of some deliveries with this Message-ID header, brackets included: those of lately, and the newest of those
     * before that the index shows. None from the index while that is away.
     *
     * @param most how many at most
     */
    public List<Long> byMessageIdHeader(String header, int most) {
        return header.isEmpty() ? List.of() : room.deliveriesByMessageIdHeader(header, most);
    }

    /** Reads the Message-ID header, brackets included; empty if there is none. */
    public static String messageIdHeader(Content message) {
        return HeaderPeek.messageId(message);
    }

    /** Remembers the body of a delivery that was archived a moment ago. */
    void remember(Content message, long sequence) {
        try {
            BodyPrint body = BodyPrint.of(message, MOST_HEADER).body();
            if (body.length() > 0) {
                synchronized (bodies) {
                    // Taken out first, so that it stands at the end again.
                    bodies.remove(body);
                    bodies.put(body, sequence);
                    if (bodies.size() > REMEMBERED) {
                        bodies.remove(bodies.keySet().iterator().next());
                    }
                }
            }
        } catch (IOException | ArchiveException e) {
            // The message is archived; only a shortcut to it is lost.
            LOG.warn("the body of record {} cannot be remembered", sequence, e);
        }
    }
}
