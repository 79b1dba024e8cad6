/**
 * A bucket of an S3 store in which nothing that was put can be taken away before its time. Sealed segments and evidence both go
 * there, and both rely on the same three things: versioning, Object Lock in compliance mode, and reading by version.
 *
 * <p>Invariants: nothing is put without a lock; a bucket that cannot lock is not used.
 */
@NullMarked
package io.tradepost.archive.bucket;

import org.jspecify.annotations.NullMarked;
