package io.tradepost.archive.segment;

import io.tradepost.archive.bucket.BucketSettings;
import java.nio.file.Path;

/**
 * A bucket for segments.
 *
 * @param bucket     with versioning and Object Lock
 * @param cache      folder for blocks that were read
 * @param cacheBytes most bytes in it
 */
public record S3Settings(BucketSettings bucket, Path cache, long cacheBytes) {}
