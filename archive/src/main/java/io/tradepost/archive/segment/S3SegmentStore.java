package io.tradepost.archive.segment;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.journal.SegmentSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetention;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Keeps segments as objects of a bucket, each locked in compliance mode until its date: before that no version of it can
 * be deleted or shortened by anybody. Objects are read by their version, so that one put over it later changes nothing.
 */
public final class S3SegmentStore implements SegmentStore {
    private static final int NOT_FOUND = 404;
    private static final int CLIENT_ERROR = 4;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final String SHA256 = "sha256";

    private final S3Settings settings;
    private final Clock clock;
    private final S3Client client;
    private final BlockCache cache;
    private volatile boolean checked;

    /** Reaches for nothing yet, so that a store that is away delays no start. */
    public S3SegmentStore(S3Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.client = client(settings);
        this.cache = new BlockCache(settings.cache(), settings.cacheBytes());
    }

    @Override
    public String place() {
        return "s3://" + settings.bucket() + "/" + settings.prefix();
    }

    @Override
    public KeptSegment keep(Path sealed) {
        checkBucket();
        KeptSegment segment = KeptSegment.of(sealed);
        String key = key(segment);
        Optional<KeptSegment> there = there(segment, key);
        if (there.isPresent()) {
            return there.get();
        }
        byte[] sha256 = HexFormat.of().parseHex(segment.sha256());
        Instant until = lockEnd();
        asked(
                "brought to " + place(),
                () -> client.putObject(
                        request -> request.bucket(settings.bucket())
                                .key(key)
                                // S3 takes nothing that is to be locked without a checksum.
                                .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                                .checksumSHA256(Base64.getEncoder().encodeToString(sha256))
                                .metadata(Map.of(SHA256, segment.sha256()))
                                .objectLockMode(ObjectLockMode.COMPLIANCE)
                                .objectLockRetainUntilDate(until),
                        RequestBody.fromFile(sealed)));
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
        client.close();
    }

    /** The segment, if the bucket holds it under this key with these bytes and locked. */
    private Optional<KeptSegment> there(KeptSegment segment, String key) {
        HeadObjectResponse head;
        try {
            head = asked(
                    "looked up in " + place(),
                    () -> client.headObject(
                            request -> request.bucket(settings.bucket()).key(key)));
        } catch (ArchiveException e) {
            if (e.getCause() instanceof S3Exception answer && answer.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
        boolean same = head.contentLength() == segment.bytes()
                && segment.sha256().equals(head.metadata().get(SHA256));
        if (!same) {
            throw ArchiveException.permanent(
                    place() + " holds other bytes under the name " + segment.name() + ": one was changed");
        }
        String version = head.versionId() == null ? "" : head.versionId();
        Instant until = Optional.ofNullable(head.objectLockRetainUntilDate())
                .filter(date -> head.objectLockMode() == ObjectLockMode.COMPLIANCE)
                .orElseGet(() -> lockedUntil(key, version));
        return Optional.of(segment.in(place(), version, until));
    }

    /** When the lock ends of an object that does not show it; one that came without a lock, which some stores make of it, gets it now. */
    private Instant lockedUntil(String key, String version) {
        Optional<Instant> until = lock(key, version);
        if (until.isEmpty()) {
            asked(
                    "locked in " + place(),
                    () -> client.putObjectRetention(request -> request.bucket(settings.bucket())
                            .key(key)
                            .versionId(version)
                            .retention(lock -> lock.mode(ObjectLockRetentionMode.COMPLIANCE)
                                    .retainUntilDate(lockEnd()))));
            until = lock(key, version);
        }
        return until.orElseThrow(
                () -> ArchiveException.permanent(place() + " does not lock " + key + " in compliance mode"));
    }

    private Optional<Instant> lock(String key, String version) {
        try {
            ObjectLockRetention lock = asked(
                            "asked about",
                            () -> client.getObjectRetention(request ->
                                    request.bucket(settings.bucket()).key(key).versionId(version)))
                    .retention();
            return Optional.of(lock)
                    .filter(one -> one.mode() == ObjectLockRetentionMode.COMPLIANCE)
                    .map(ObjectLockRetention::retainUntilDate);
        } catch (ArchiveException e) {
            if (e.getCause() instanceof S3Exception answer && answer.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Instant lockEnd() {
        return clock.instant().plus(settings.retention()).truncatedTo(ChronoUnit.SECONDS);
    }

    private byte[] range(KeptSegment kept, long from, int length) {
        return asked(
                "read from " + place(),
                () -> client.getObjectAsBytes(request -> {
                            request.bucket(settings.bucket())
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
        return settings.prefix() + segment.journal() + "/" + segment.name();
    }

    /** A bucket that can't lock is refused: what is there would be as good as anywhere. */
    private void checkBucket() {
        if (checked) {
            return;
        }
        boolean versioned =
                asked("asked about", () -> client.getBucketVersioning(request -> request.bucket(settings.bucket())))
                                .status()
                        == BucketVersioningStatus.ENABLED;
        boolean locked;
        try {
            locked = asked(
                                    "asked about",
                                    () -> client.getObjectLockConfiguration(
                                            request -> request.bucket(settings.bucket())))
                            .objectLockConfiguration()
                            .objectLockEnabled()
                    == ObjectLockEnabled.ENABLED;
        } catch (ArchiveException e) {
            if (!(e.getCause() instanceof S3Exception answer) || answer.statusCode() / 100 != CLIENT_ERROR) {
                throw e;
            }
            // S3 says so with 404, others with 400.
            locked = false;
        }
        if (!versioned || !locked) {
            throw ArchiveException.permanent("the bucket " + settings.bucket()
                    + " must have versioning and Object Lock, which is chosen when a bucket is made");
        }
        checked = true;
    }

    private static <T> T asked(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw ArchiveException.temporary("a segment cannot be " + what + ": " + e.getMessage(), e);
        }
    }

    private static S3Client client(S3Settings settings) {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(settings.region()))
                .forcePathStyle(settings.pathStyle())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(ANSWER));
        settings.endpoint().forEach(builder::endpointOverride);
        builder.credentialsProvider(settings.credentials().stream()
                .<software.amazon.awssdk.auth.credentials.AwsCredentialsProvider>map(one ->
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(one.accessKey(), one.secretKey())))
                .findFirst()
                .orElseGet(() -> DefaultCredentialsProvider.builder().build()));
        return builder.build();
    }
}
