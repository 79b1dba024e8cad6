/**
 * The evidence: what was received, kept byte for byte, and found again.
 *
 * <p>{@link io.tradepost.archive.Archive} is the one door. Behind it, the <em>journal</em> is the truth: append-only
 * segments of self-checking records (deliveries, link events, audit events). The <em>catalog</em> (relational) and the
 * <em>index</em> (full text) are derived from it by followers and may be deleted and rebuilt at any time (law L6).
 *
 * <p>This room knows no mail server and no web. Nothing enters it but bytes, envelopes and questions.
 */
@NullMarked
package io.tradepost.archive;

import org.jspecify.annotations.NullMarked;
