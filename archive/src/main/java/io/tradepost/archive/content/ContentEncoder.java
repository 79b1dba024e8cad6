package io.tradepost.archive.content;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Content;
import io.tradepost.archive.journal.JournalFiles;
import io.tradepost.archive.journal.NewRecord;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.keys.ContentKey;
import io.tradepost.archive.keys.ContentKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes of a record with content as received the records to be written, and proves that the content comes back. */
final class ContentEncoder {
    private static final Logger LOG = LoggerFactory.getLogger(ContentEncoder.class);
    /** Up to this size a message is read once and held in memory. */
    private static final int HELD = 1 << 20;

    private static final int PART_VERSION = 1;
    private static final byte[] NO_METADATA = {'{', '}'};

    private final ContentKeys keys;
    private final KnownParts known;
    private final Path spoolFolder;
    private final JournalFiles files;
    private final SecureRandom random = new SecureRandom();

    ContentEncoder(ContentKeys keys, KnownParts known, Path spoolFolder, JournalFiles files) {
        this.keys = keys;
        this.known = known;
        this.spoolFolder = spoolFolder;
        this.files = files;
    }

    /** What is to be appended in one commit; the record asked for is the last. Its bytes live until this is closed. */
    record Encoded(List<NewRecord> records, List<Spool> spools) implements AutoCloseable {
        @Override
        public void close() {
            for (Spool spool : spools) {
                try {
                    spool.close();
                } catch (IOException e) {
                    // The mail is not concerned; what stays is removed at the next start.
                    LOG.warn("a spooled content could not be removed", e);
                }
            }
        }
    }

    /** One encoding while it is made. */
    private final class Work {
        private final List<NewRecord> records = new ArrayList<>();
        private final List<Spool> spools = new ArrayList<>();
        private final Map<Long, SecretKey> fresh = new HashMap<>();
        private final Map<Long, Content> parts = new HashMap<>();

        Spool store(ContentKey key, StoredPrefix.Form form, List<Long> references, Writer writer) throws IOException {
            Spool spool = new Spool(spoolFolder, files);
            spools.add(spool);
            fresh.put(key.slot(), key.key());
            byte[] nonce = new byte[StoredPrefix.NONCE_BYTES];
            random.nextBytes(nonce);
            try (ChunkOutput out = new ChunkOutput(spool, key, form, nonce, references)) {
                writer.writeTo(out);
            }
            return spool;
        }

        Content decoded(Content stored, long length, byte[] sha256) {
            return new DecodedContent(
                    stored,
                    length,
                    sha256,
                    slot -> Optional.ofNullable(fresh.get(slot)).or(() -> keys.find(slot)),
                    reference -> java.util.Objects.requireNonNull(parts.get(reference)));
        }

        Encoded done() {
            return new Encoded(records, spools);
        }
    }

    private interface Writer {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Encodes; a temporary failure when the content or the disk fails. */
    Encoded encode(NewRecord record) {
        try {
            Content message = held(record.content());
            TransferScanner.Found found;
            try (InputStream in = message.open()) {
                found = TransferScanner.scan(in);
            }
            if (!found.regions().isEmpty()) {
                Optional<Encoded> shared = attempt(record, message, found, StoredPrefix.Form.SKELETON);
                if (shared.isPresent()) {
                    return shared.get();
                }
            }
            return attempt(record, message, found, StoredPrefix.Form.PLAIN)
                    .orElseThrow(() -> ArchiveException.temporary(
                            "the message did not come back from what would be stored of it",
                            new IllegalStateException("rebuild")));
        } catch (IOException e) {
            throw ArchiveException.temporary("the message could not be read or spooled: " + e.getMessage(), e);
        }
    }

    /** One way of storing it; empty if it would not give the same bytes again. */
    private Optional<Encoded> attempt(
            NewRecord record, Content message, TransferScanner.Found found, StoredPrefix.Form form) throws IOException {
        Work work = new Work();
        boolean good = false;
        try {
            Spool stored = form == StoredPrefix.Form.PLAIN ? plain(work, message) : skeleton(work, message, found);
            NewRecord.Encoded as = new NewRecord.Encoded(found.length(), found.sha256());
            work.records.add(new NewRecord(
                    record.kind(), record.payloadVersion(), record.fingerprint(), record.meta(), stored, as));
            good = comesBack(work.decoded(stored, found.length(), found.sha256()));
        } finally {
            if (!good) {
                work.done().close();
            }
        }
        return good ? Optional.of(work.done()) : Optional.empty();
    }

    private Spool plain(Work work, Content message) throws IOException {
        return work.store(keys.fresh(), StoredPrefix.Form.PLAIN, List.of(), out -> {
            try (InputStream in = message.open()) {
                in.transferTo(out);
            }
        });
    }

    private Spool skeleton(Work work, Content message, TransferScanner.Found found) throws IOException {
        Map<String, Long> references = references(found);
        List<String> order = List.copyOf(references.keySet());
        List<Long> listed = order.stream().map(references::get).toList();
        try (InputStream in = message.open()) {
            RegionDecoder source = new RegionDecoder(in);
            return work.store(keys.fresh(), StoredPrefix.Form.SKELETON, listed, out -> {
                SkeletonOutput skeleton = new SkeletonOutput(out);
                long at = 0;
                for (EncodedRegion region : found.regions()) {
                    literal(source, skeleton, out, region.offset() - at);
                    at = region.offset() + region.length();
                    if (!region.shareable()) {
                        skeleton.encoded(region);
                        source.decode(region, out);
                        continue;
                    }
                    String name = name(region);
                    long reference = java.util.Objects.requireNonNull(references.get(name));
                    skeleton.part(order.indexOf(name), region.layout());
                    if (work.parts.containsKey(reference)) {
                        source.skip(region.length());
                    } else if (reference >= 0) {
                        source.skip(region.length());
                        work.parts.put(reference, known.content(reference));
                    } else {
                        work.parts.put(reference, newPart(work, region, source));
                    }
                }
                literal(source, skeleton, out, found.length() - at);
            });
        }
    }

    /** By hash of each part: the sequence of one that is there, or how far before the message a new one will stand. */
    private Map<String, Long> references(TransferScanner.Found found) {
        Map<String, EncodedRegion> distinct = new LinkedHashMap<>();
        found.regions().stream()
                .filter(EncodedRegion::shareable)
                .forEach(region -> distinct.putIfAbsent(name(region), region));
        Map<String, Long> references = new LinkedHashMap<>();
        distinct.forEach(
                (name, region) -> references.put(name, known.find(region).orElse(-1L)));
        long distance = -references.values().stream().filter(one -> one < 0).count();
        for (Map.Entry<String, Long> entry : references.entrySet()) {
            if (entry.getValue() < 0) {
                entry.setValue(distance++);
            }
        }
        return references;
    }

    private Content newPart(Work work, EncodedRegion region, RegionDecoder source) throws IOException {
        Spool stored = work.store(keys.fresh(), StoredPrefix.Form.PLAIN, List.of(), out -> source.decode(region, out));
        work.records.add(new NewRecord(
                RecordKind.PART,
                PART_VERSION,
                region.fingerprint(),
                NO_METADATA,
                stored,
                new NewRecord.Encoded(region.decoded(), region.sha256())));
        return work.decoded(stored, region.decoded(), region.sha256());
    }

    private static void literal(RegionDecoder source, SkeletonOutput skeleton, OutputStream out, long length)
            throws IOException {
        if (length > 0) {
            skeleton.literal(length);
            source.copy(length, out);
        }
    }

    /** Reads it to the end, which checks its hash. */
    private static boolean comesBack(Content content) {
        try (InputStream in = content.open()) {
            in.transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (IOException | ArchiveException e) {
            // A part may be damaged, or in a store that is away; stored whole the message needs neither.
            LOG.warn("a message does not come back from its parts and is stored whole: {}", e.toString());
            return false;
        }
    }

    private static Content held(Content content) throws IOException {
        if (content.size() > HELD) {
            return content;
        }
        try (InputStream in = content.open()) {
            byte[] bytes = in.readNBytes(HELD + 1);
            return bytes.length > HELD ? content : Content.of(bytes);
        }
    }

    private static String name(EncodedRegion region) {
        return HexFormat.of().formatHex(region.sha256());
    }
}
