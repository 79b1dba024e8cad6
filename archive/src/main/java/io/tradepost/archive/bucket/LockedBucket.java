package io.tradepost.archive.bucket;

import io.tradepost.archive.ArchiveException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
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
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetention;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Puts objects, each locked in compliance mode until its date: before that no version of it can be deleted or shortened by
 * anybody. Every method throws a temporary {@link ArchiveException} when the store can't be reached or refuses.
 */
public final class LockedBucket implements AutoCloseable {
    private static final int NOT_FOUND = 404;
    private static final int CLIENT_ERROR = 4;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    /** Under which each object tells its own hash. */
    public static final String SHA256 = "sha256";

    private final BucketSettings settings;
    private final Clock clock;
    private final S3Client client;
    private volatile boolean fit;

    /** Reaches for nothing yet, so that a store that is away delays no start. */
    public LockedBucket(BucketSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.client = client(settings);
    }

    /** For people. */
    public String place() {
        return "s3://" + settings.bucket() + "/" + settings.prefix();
    }

    /** The name of the bucket. */
    public String bucket() {
        return settings.bucket();
    }

    /** The whole key of what is called this below our prefix. */
    public String key(String name) {
        return settings.prefix() + name;
    }

    /** Why the bucket can't protect what is put there; empty if it can. Asked until it can, then remembered. */
    public Optional<String> unfit() {
        if (fit) {
            return Optional.empty();
        }
        boolean versioned =
                asked("asked about", s3 -> s3.getBucketVersioning(request -> request.bucket(settings.bucket())))
                                .status()
                        == BucketVersioningStatus.ENABLED;
        if (!versioned || !locks()) {
            return Optional.of("the bucket " + settings.bucket()
                    + " must have versioning and Object Lock, which is chosen when a bucket is made");
        }
        fit = true;
        return Optional.empty();
    }

    private boolean locks() {
        try {
            return asked(
                                    "asked about",
                                    s3 -> s3.getObjectLockConfiguration(request -> request.bucket(settings.bucket())))
                            .objectLockConfiguration()
                            .objectLockEnabled()
                    == ObjectLockEnabled.ENABLED;
        } catch (ArchiveException e) {
            if (!(e.getCause() instanceof S3Exception answer) || answer.statusCode() / 100 != CLIENT_ERROR) {
                throw e;
            }
            // S3 says so with 404, others with 400.
            return false;
        }
    }

    /**
     * Puts an object, to be locked from now on; tells its version, empty if the store tells none. {@link #lockedUntil} sees to
     * it that it is locked.
     *
     * @param key    the whole key
     * @param sha256 of the bytes, in hexadecimal digits
     */
    public String put(String key, RequestBody bytes, String sha256) {
        PutObjectResponse answer = asked(
                "brought to",
                s3 -> s3.putObject(
                        request -> request.bucket(settings.bucket())
                                .key(key)
                                // S3 takes nothing that is to be locked without a checksum.
                                .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                                .checksumSHA256(Base64.getEncoder()
                                        .encodeToString(HexFormat.of().parseHex(sha256)))
                                .metadata(Map.of(SHA256, sha256))
                                .objectLockMode(ObjectLockMode.COMPLIANCE)
                                .objectLockRetainUntilDate(lockEnd()),
                        bytes));
        return Optional.ofNullable(answer.versionId()).orElse("");
    }

    /**
     * When the lock ends of an object that does not show it; one that came without a lock, which some stores make of it,
     * gets it now.
     */
    public Instant lockedUntil(String key, String version) {
        Optional<Instant> until = lock(key, version);
        if (until.isEmpty()) {
            asked(
                    "locked in",
                    s3 -> s3.putObjectRetention(request -> request.bucket(settings.bucket())
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
        return found(
                        "asked about",
                        s3 -> s3.getObjectRetention(request ->
                                request.bucket(settings.bucket()).key(key).versionId(version)))
                .map(answer -> answer.retention())
                .filter(one -> one.mode() == ObjectLockRetentionMode.COMPLIANCE)
                .map(ObjectLockRetention::retainUntilDate);
    }

    private Instant lockEnd() {
        return clock.instant().plus(settings.retention()).truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * Asks the store.
     *
     * @param what completes "cannot be … PLACE" for people
     */
    public <T> T asked(String what, Function<S3Client, T> call) {
        try {
            return call.apply(client);
        } catch (SdkException e) {
            throw ArchiveException.temporary("nothing can be " + what + " " + place() + ": " + e.getMessage(), e);
        }
    }

    /** As {@link #asked}, for what may not be there. */
    public <T> Optional<T> found(String what, Function<S3Client, T> call) {
        try {
            return Optional.of(asked(what, call));
        } catch (ArchiveException e) {
            if (e.getCause() instanceof S3Exception answer && answer.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private static S3Client client(BucketSettings settings) {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(settings.region()))
                .forcePathStyle(settings.pathStyle())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(ANSWER));
        settings.endpoint().forEach(builder::endpointOverride);
        builder.credentialsProvider(settings.credentials().stream()
                .<AwsCredentialsProvider>map(one ->
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(one.accessKey(), one.secretKey())))
                .findFirst()
                .orElseGet(() -> DefaultCredentialsProvider.builder().build()));
        return builder.build();
    }
}
