/**
 * Messages and the entries that put them into mailboxes, in plain SQL: here mailboxes of a hundred thousand are walked.
 *
 * <p>{@link io.tradepost.mailbox.message.MailRoom} makes every change, each in one transaction; the mappers that James asks
 * are thin over it. Reads go by the batch and hold no connection between two batches, so that a slow mail client
 * holds none.
 */
@NullMarked
package io.tradepost.mailbox.message;

import org.jspecify.annotations.NullMarked;
