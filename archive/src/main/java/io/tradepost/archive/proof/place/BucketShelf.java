package io.tradepost.archive.proof.place;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.bucket.BucketSettings;
import io.tradepost.archive.bucket.LockedBucket;
import io.tradepost.archive.journal.Digests;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/**
 * A bucket with Object Lock. Whoever owns our disks also holds the key with which we put things there, and can put others over
 * them or hide them behind delete markers; but every version stays, so we read those versions that were put first.
 */
public final class BucketShelf implements Shelf, AutoCloseable {
    private final LockedBucket bucket;

    /** Reaches for nothing yet. */
    public BucketShelf(BucketSettings settings, Clock clock) {
        this.bucket = new LockedBucket(settings, clock);
    }

    @Override
    public String name() {
        return bucket.place();
    }

    @Override
    public Optional<byte[]> get(String path) {
        String key = bucket.key(path);
        return bucket.found(
                        "read from",
                        s3 -> s3.getObjectAsBytes(request ->
                                        request.bucket(bucket.bucket()).key(key))
                                .asByteArray())
                .or(() -> versions(key, version -> true).stream().findFirst().map(this::read));
    }

    @Override
    public Optional<byte[]> first(String path) {
        List<ObjectVersion> versions = versions(bucket.key(path), version -> false);
        return versions.isEmpty() ? Optional.empty() : Optional.of(read(versions.getLast()));
    }

    @Override
    public void put(String path, byte[] bytes) {
        // Temporary, since a place that is not fit does not contradict the journal; its owner can give us one that is.
        bucket.unfit().ifPresent(why -> {
            throw ArchiveException.temporary(why, new IllegalStateException("unfit"));
        });
        String key = bucket.key(path);
        String sha256 = HexFormat.of().formatHex(Digests.sha256().digest(bytes));
        String version = bucket.put(key, RequestBody.fromBytes(bytes), sha256);
        try {
            bucket.lockedUntil(key, version);
        } catch (ArchiveException e) {
            throw ArchiveException.temporary(String.valueOf(e.getMessage()), e);
        }
    }

    /** Stays: it is locked, and costs little. */
    @Override
    public void discard(String path) {}

    @Override
    public List<String> below(String path) {
        TreeSet<String> names = new TreeSet<>();
        int ours = bucket.key("").length();
        pages(bucket.key(path) + "/", page -> {
            page.versions().forEach(version -> names.add(version.key().substring(ours)));
            return true;
        });
        return List.copyOf(names);
    }

    @Override
    public void close() {
        bucket.close();
    }

    /**
     * The versions of one object, newest first; delete markers are none.
     *
     * @param enough whether no more are needed
     */
    private List<ObjectVersion> versions(String key, Predicate<ObjectVersion> enough) {
        List<ObjectVersion> versions = new ArrayList<>();
        pages(key, page -> {
            for (ObjectVersion version : page.versions()) {
                // Names that go on behind the key stand behind it.
                if (!version.key().equals(key)) {
                    return false;
                }
                versions.add(version);
                if (enough.test(version)) {
                    return false;
                }
            }
            return true;
        });
        return versions;
    }

    private void pages(String prefix, Predicate<ListObjectVersionsResponse> goOn) {
        Optional<ListObjectVersionsResponse> before = Optional.empty();
        do {
            Optional<ListObjectVersionsResponse> last = before;
            ListObjectVersionsResponse page = bucket.asked(
                    "looked up in",
                    s3 -> s3.listObjectVersions(request -> {
                        request.bucket(bucket.bucket()).prefix(prefix);
                        last.ifPresent(one ->
                                request.keyMarker(one.nextKeyMarker()).versionIdMarker(one.nextVersionIdMarker()));
                    }));
            if (!goOn.test(page) || !Boolean.TRUE.equals(page.isTruncated())) {
                return;
            }
            before = Optional.of(page);
        } while (true);
    }

    private byte[] read(ObjectVersion version) {
        return bucket.asked(
                "read from",
                s3 -> s3.getObjectAsBytes(request -> request.bucket(bucket.bucket())
                                .key(version.key())
                                .versionId(version.versionId()))
                        .asByteArray());
    }
}
