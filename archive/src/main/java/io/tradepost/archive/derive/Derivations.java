package io.tradepost.archive.derive;

import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.payload.Payloads;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads messages for catalog and index. The two follow the journal side by side, so the last few messages are kept for the
 * one that comes second.
 */
public final class Derivations {
    /** Two batches of a follower: whichever is ahead, the other finds what it read. */
    private static final int MOST = 1024;

    private static final long MOST_CHARS = 16L << 20;

    private final Map<Long, DerivedMessage> recent = new LinkedHashMap<>();
    private final AttachmentTexts texts;
    private long chars;

    /** Without the text of attachments that another program must read. */
    public Derivations() {
        this(AttachmentTexts.OFF);
    }

    public Derivations(AttachmentTexts texts) {
        this.texts = texts;
    }

    /** The delivery that this record holds, read. */
    public DerivedMessage of(StoredRecord record) {
        synchronized (recent) {
            DerivedMessage known = recent.get(record.sequence());
            if (known != null) {
                return known;
            }
        }
        DerivedMessage made = DerivedMessage.of(Payloads.delivery(record), texts);
        synchronized (recent) {
            if (recent.put(record.sequence(), made) == null) {
                chars += charsOf(made);
            }
            var oldest = recent.values().iterator();
            while (oldest.hasNext() && (recent.size() > MOST || chars > MOST_CHARS)) {
                chars -= charsOf(oldest.next());
                oldest.remove();
            }
        }
        return made;
    }

    /** Lets go of a message: nobody may read it any more, or the text of an attachment has come. */
    public void forget(long sequence) {
        synchronized (recent) {
            DerivedMessage gone = recent.remove(sequence);
            if (gone != null) {
                chars -= charsOf(gone);
            }
        }
    }

    private static long charsOf(DerivedMessage message) {
        return (long) message.parsed().text().length()
                + message.parsed().alternativeText().length()
                + message.attachmentTexts().stream().mapToLong(String::length).sum();
    }
}
