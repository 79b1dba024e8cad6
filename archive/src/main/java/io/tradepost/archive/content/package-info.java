/**
 * What is stored of a message: its attachments once, decoded, and shared between messages; the rest as a <em>skeleton</em>
 * that says how to put them back; each compressed (zstd) and encrypted (AES-256-GCM) with a key of its own.
 *
 * <p>The way in: {@link io.tradepost.archive.content.TransferScanner} finds encoded attachments,
 * {@link io.tradepost.archive.content.ContentEncoder} makes the records, and before anything is written the bytes are
 * rebuilt from what is about to be stored and compared by SHA-256. Where they differ the message is stored whole.
 * The way out: {@link io.tradepost.archive.content.ContentStore} gives the journal's records their content back, checked
 * again. {@code archive/FORMAT.md} has the bytes. {@link io.tradepost.archive.content.Shredder} destroys evidence at the end of
 * its time; {@link io.tradepost.archive.content.Releaser} does the same for journals that are no evidence, all day long.
 *
 * <p>Invariants: what comes out is what came in, byte for byte (law L2); memory does not grow with the size of a message.
 */
@NullMarked
package io.tradepost.archive.content;

import org.jspecify.annotations.NullMarked;
