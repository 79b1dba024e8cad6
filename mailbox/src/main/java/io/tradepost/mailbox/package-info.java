/**
 * The mailboxes: what staff see in their mail client. James's protocols work on James's mailbox seams; this room is what
 * stands behind them, over H2 or MariaDB, with the messages' bytes kept once beside the archive.
 *
 * <p>What must hold here:
 * <ul>
 *   <li>A message is one row however many mailboxes it is in; a mailbox holds entries that refer to it.
 *   <li>Counters, UIDs and mod-sequences change in the transaction that changes the entries, and in no other.
 *   <li>UIDs of a mailbox only grow, whatever runs at once and whatever is killed (RFC 3501 section 2.3.1.1).
 *   <li>Bytes are durable before a row refers to them, and are let go only after the last row is gone.
 *   <li>Reading flags, envelopes or lists of messages never opens content.
 * </ul>
 *
 * <p>It knows James's mailbox API and the archive; no server, no console.
 */
@NullMarked
package io.tradepost.mailbox;

import org.jspecify.annotations.NullMarked;
