package io.tradepost.archive.bucket;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * An S3 bucket. It must have versioning and Object Lock.
 *
 * @param bucket      its name
 * @param prefix      before the names of objects; may be empty
 * @param region      such as {@code eu-central-1}
 * @param endpoint    of another provider than AWS, at most one
 * @param credentials access key and secret; none: as the AWS environment says
 * @param pathStyle   whether the bucket stands in the path and not in the host's name
 * @param retention   how long each object is locked from when it is brought there
 */
public record BucketSettings(
        String bucket,
        String prefix,
        String region,
        List<URI> endpoint,
        List<Credentials> credentials,
        boolean pathStyle,
        Duration retention) {
    /**
     * What signs requests. Printing it shows the access key only.
     *
     * @param accessKey public
     * @param secretKey not so
     */
    public record Credentials(String accessKey, String secretKey) {
        @Override
        public String toString() {
            return "access key " + accessKey;
        }
    }

    public BucketSettings {
        endpoint = List.copyOf(endpoint);
        credentials = List.copyOf(credentials);
    }
}
