package io.tradepost.server.config;

import java.util.Optional;

/**
 * A bucket with versioning and Object Lock that gets every checkpoint and all leaf hashes.
 *
 * @param bucket     its name; empty for none
 * @param prefix     before the names of objects
 * @param region     of the bucket
 * @param endpoint   URL of another provider than AWS
 * @param accessKey  without one, credentials come from the AWS environment
 * @param pathStyle  the bucket stands in the path instead of the host's name
 * @param retainDays for so many days nobody can delete an object (Object Lock, compliance mode)
 */
public record EvidenceBucket(
        Optional<String> bucket,
        String prefix,
        String region,
        Optional<String> endpoint,
        Optional<String> accessKey,
        Optional<Secret> secretKey,
        Optional<String> secretKeyFile,
        boolean pathStyle,
        int retainDays) {}
