package io.tradepost.archive.segment;

import java.nio.file.Path;

/** Where sealed segments are kept. */
public sealed interface StoreSettings {
    /** Segments that stay here too, the newest ones; the others go once they are kept elsewhere. */
    int stay();

    /** In the journal's folder, read-only. */
    record InPlace() implements StoreSettings {
        @Override
        public int stay() {
            return Integer.MAX_VALUE;
        }
    }

    /** In another folder, perhaps on another disk. */
    record InFolder(Path folder, int stay) implements StoreSettings {}

    /** In a bucket. */
    record InBucket(S3Settings bucket, int stay) implements StoreSettings {}
}
