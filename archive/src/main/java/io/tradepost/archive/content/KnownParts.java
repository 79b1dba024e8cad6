package io.tradepost.archive.content;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Content;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.keys.ContentKeys;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts that the journal holds, by hash. Two messages that bring the same new part at the same instant may each store
 * it; that costs space only.
 */
final class KnownParts {
    private static final Logger LOG = LoggerFactory.getLogger(KnownParts.class);

    private final Journal journal;
    private final ContentKeys keys;
    private final Set<Long> leaving = ConcurrentHashMap.newKeySet();

    KnownParts(Journal journal, ContentKeys keys) {
        this.journal = journal;
        this.keys = keys;
    }

    /**
     * Sequence of a part with this content that may be referred to. None when one can't be reached now: the message then
     * brings its own, since mail must not wait for a store of old segments.
     */
    Optional<Long> find(EncodedRegion region) {
        try {
            return lookUp(region);
        } catch (ArchiveException e) {
            LOG.warn("a part cannot be looked up and is stored again: {}", e.toString());
            return Optional.empty();
        }
    }

    private Optional<Long> lookUp(EncodedRegion region) {
        return journal.find(
                        region.fingerprint(),
                        record -> record.kind().equals(Optional.of(RecordKind.PART))
                                && record.header().contentLength() == region.decoded()
                                && MessageDigest.isEqual(record.header().contentSha256(), region.sha256())
                                && usable(record))
                .map(StoredRecord::sequence);
    }

    /** What the part at this sequence holds, decoded. */
    Content content(long sequence) {
        return journal.read(sequence)
                .map(StoredRecord::content)
                .orElseThrow(() -> ArchiveException.permanent("the part at record " + sequence + " is damaged"));
    }

    /** From now on nothing new refers to these. */
    void leave(Collection<Long> sequences) {
        leaving.addAll(sequences);
    }

    /** These may be referred to again, if their keys are still there. */
    void stay(Collection<Long> sequences) {
        leaving.removeAll(Set.copyOf(sequences));
    }

    private boolean usable(StoredRecord record) {
        return !leaving.contains(record.sequence())
                && prefix(record).flatMap(prefix -> keys.find(prefix.slot())).isPresent();
    }

    private static Optional<StoredPrefix> prefix(StoredRecord record) {
        try (InputStream in = record.stored().open()) {
            return Optional.of(StoredPrefix.read(in));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
