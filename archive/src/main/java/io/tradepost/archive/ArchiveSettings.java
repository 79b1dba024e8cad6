package io.tradepost.archive;

import io.tradepost.archive.keys.KeySettings;
import io.tradepost.archive.proof.ProofSettings;
import io.tradepost.archive.segment.StoreSettings;
import java.nio.file.Path;
import java.time.Clock;

/**
 * How an archive is opened.
 *
 * @param folder       the archive's own folder, {@code DATA/archive}; holds {@code journal/}, {@code index/} and, when
 *                     embedded, {@code catalog/} and {@code keys/}
 * @param catalog      where the catalog lives
 * @param clock        source of record times
 * @param segmentBytes size at which a journal segment is sealed and a new one begun, 64 KiB to 1 GiB
 * @param minFreeBytes below this much free disk the archive calls itself not writable, so that new mail can be turned away
 *                     while there is still room for what was accepted; what is captured all the same is written
 * @param keys         where the keys of content are kept
 * @param store        where sealed segments are kept
 * @param proof        how it proves itself
 * @param index        where the full-text index stands
 * @param extraction   how attachments are read
 * @param beforeShred  told before content is destroyed
 */
public record ArchiveSettings(
        Path folder,
        CatalogSettings catalog,
        Clock clock,
        long segmentBytes,
        long minFreeBytes,
        KeySettings keys,
        StoreSettings store,
        ProofSettings proof,
        IndexSettings index,
        ExtractionSettings extraction,
        BeforeShred beforeShred) {
    private static final long DEFAULT_MIN_FREE_BYTES = 32L << 20;
    private static final ProofSettings DEFAULT_PROOF = ProofSettings.usual("localhost/archive");
    private static final long DEFAULT_SEGMENT_BYTES = 128L << 20;

    public ArchiveSettings {
        if (segmentBytes < 64 << 10 || segmentBytes > 1L << 30) {
            throw new IllegalArgumentException("a segment holds 64 KiB to 1 GiB, not " + segmentBytes + " bytes");
        }
        if (minFreeBytes < 0) {
            throw new IllegalArgumentException("free space can't be negative");
        }
    }

    /** Keys beside the journal, and 32 MiB of disk that must stay free. */
    public ArchiveSettings(Path folder, CatalogSettings catalog, Clock clock, long segmentBytes) {
        this(
                folder,
                catalog,
                clock,
                segmentBytes,
                DEFAULT_MIN_FREE_BYTES,
                KeySettings.in(folder.resolve("keys")),
                new StoreSettings.InPlace(),
                DEFAULT_PROOF,
                new IndexSettings.Lucene(),
                ExtractionSettings.off(),
                BeforeShred.NOBODY);
    }

    /** Everything inside one folder, with the usual sizes. */
    public static ArchiveSettings embedded(Path folder) {
        return new ArchiveSettings(folder, CatalogSettings.embedded(folder), Clock.systemUTC(), DEFAULT_SEGMENT_BYTES);
    }

    /** The same with another catalog. */
    public ArchiveSettings withCatalog(CatalogSettings other) {
        return new ArchiveSettings(
                folder, other, clock, segmentBytes, minFreeBytes, keys, store, proof, index, extraction, beforeShred);
    }

    /** The same with another clock. */
    public ArchiveSettings withClock(Clock other) {
        return new ArchiveSettings(
                folder, catalog, other, segmentBytes, minFreeBytes, keys, store, proof, index, extraction, beforeShred);
    }

    /** The same with another segment size in bytes. */
    public ArchiveSettings withSegmentBytes(long other) {
        return new ArchiveSettings(
                folder, catalog, clock, other, minFreeBytes, keys, store, proof, index, extraction, beforeShred);
    }

    /** The same with another limit of free disk, in bytes. */
    public ArchiveSettings withMinFreeBytes(long other) {
        return new ArchiveSettings(
                folder, catalog, clock, segmentBytes, other, keys, store, proof, index, extraction, beforeShred);
    }

    /** The same with keys kept elsewhere. */
    public ArchiveSettings withKeys(KeySettings other) {
        return new ArchiveSettings(
                folder,
                catalog,
                clock,
                segmentBytes,
                minFreeBytes,
                other,
                store,
                proof,
                index,
                extraction,
                beforeShred);
    }

    /** The same with sealed segments kept elsewhere. */
    public ArchiveSettings withStore(StoreSettings other) {
        return new ArchiveSettings(
                folder, catalog, clock, segmentBytes, minFreeBytes, keys, other, proof, index, extraction, beforeShred);
    }

    /** The same proving itself in another way. */
    public ArchiveSettings withProof(ProofSettings other) {
        return new ArchiveSettings(
                folder, catalog, clock, segmentBytes, minFreeBytes, keys, store, other, index, extraction, beforeShred);
    }

    /** The same with another index. */
    public ArchiveSettings withIndex(IndexSettings other) {
        return new ArchiveSettings(
                folder, catalog, clock, segmentBytes, minFreeBytes, keys, store, proof, other, extraction, beforeShred);
    }

    /** The same with attachments read in another way. */
    public ArchiveSettings withExtraction(ExtractionSettings other) {
        return new ArchiveSettings(
                folder, catalog, clock, segmentBytes, minFreeBytes, keys, store, proof, index, other, beforeShred);
    }

    /** The same that tells another before content is destroyed. */
    public ArchiveSettings withBeforeShred(BeforeShred other) {
        return new ArchiveSettings(
                folder, catalog, clock, segmentBytes, minFreeBytes, keys, store, proof, index, extraction, other);
    }
}
