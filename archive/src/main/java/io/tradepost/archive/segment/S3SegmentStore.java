package io.tradepost.archive.segment;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.bucket.LockedBucket;
import io.tradepost.archive.journal.SegmentSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;

/** Keeps segments as locked objects of a bucket, and reads them by their version, so that one put over it later changes nothing. */
public final class S3SegmentStore implements SegmentStore {
    private final LockedBucket bucket;
    private final BlockCache cache;

    /** Reaches for nothing yet, so that a store that is away delays no start. */
    public S3SegmentStore(S3Settings settings, Clock clock) {
        this.bucket = new LockedBucket(settings.bucket(), clock);
        this.cache = new BlockCache(settings.cache(), settings.cacheBytes());
    }

    @Override
    public String place() {
        return bucket.place();
    }

    @Override
    public KeptSegment keep(Path sealed) {
        // What is in a bucket that can't lock would be as good as anywhere.
        bucket.unfit().ifPresent(why -> {
            throw ArchiveException.permanent(why);
        });
        KeptSegment segment = KeptSegment.of(sealed);
        String key = key(segment);
        Optional<KeptSegment> there = there(segment, key);
        if (there.isPresent()) {
            return there.get();
        }
        bucket.put(key, RequestBody.fromFile(sealed), segment.sha256());
        return there(segment, key)
                .orElseThrow(() -> ArchiveException.temporary(
                        place() + " took " + segment.name() + " but does not show it",
                        new IllegalStateException("missing")));
    }

    @Override
    public SegmentSource source(KeptSegment kept) {
        return new CachedSource(kept, cache, (from, length) -> range(kept, from, length));
    }

    @Override
    public boolean apart() {
        return true;
    }

    @Override
    public void close() {
        bucket.close();
    }

    /** The segment, if the bucket holds it under this key with these bytes and locked. */
    private Optional<KeptSegment> there(KeptSegment segment, String key) {
        Optional<HeadObjectResponse> found = bucket.found(
                "looked up in",
                s3 -> s3.headObject(request -> request.bucket(bucket.bucket()).key(key)));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        HeadObjectResponse head = found.get();
        boolean same = head.contentLength() == segment.bytes()
                && segment.sha256().equals(head.metadata().get(LockedBucket.SHA256));
        if (!same) {
            throw ArchiveException.permanent(
                    place() + " holds other bytes under the name " + segment.name() + ": one was changed");
        }
        String version = head.versionId() == null ? "" : head.versionId();
        Instant until = Optional.ofNullable(head.objectLockRetainUntilDate())
                .filter(date -> head.objectLockMode() == ObjectLockMode.COMPLIANCE)
                .orElseGet(() -> bucket.lockedUntil(key, version));
        return Optional.of(segment.in(place(), version, until));
    }

    private byte[] range(KeptSegment kept, long from, int length) {
        return bucket.asked(
                "read from",
                s3 -> s3.getObjectAsBytes(request -> {
                            request.bucket(bucket.bucket())
                                    .key(key(kept))
                                    .range("bytes=" + from + "-" + (from + length - 1));
                            if (!kept.version().isEmpty()) {
                                request.versionId(kept.version());
                            }
                        })
                        .asByteArray());
    }

    /** Each journal has a folder of its own. */
    private String key(KeptSegment segment) {
        return bucket.key(segment.journal() + "/" + segment.name());
    }
}
