/**
 * Where the bytes of mailbox messages are. A delivered message is a reference to the record that capture wrote into the
 * archive, under the headers that delivery put on top; what clients append is kept in a journal of the mailboxes' own.
 *
 * <p>The way in: {@link io.tradepost.mailbox.content.ReferringContents} looks for the bytes, in the archive by the body of what
 * was captured lately and then by Message-ID, in the mailboxes' journal by hash, and keeps them in
 * {@link io.tradepost.mailbox.content.OwnMail} where neither has them. The way out is the same class, through
 * {@link io.tradepost.mailbox.content.DecodedCache}. {@link io.tradepost.mailbox.content.Departures} lets content go.
 *
 * <p>Layout of the folder: {@code journal/} as the archive's, except that segments go with their last content; {@code keys/}
 * unless configured elsewhere; {@code spool/}; {@code MENDED} says up to which record nothing was kept in vain.
 *
 * <p>Invariants: bytes are durable before a row refers to them; a key is destroyed only when no row refers to what it opens,
 * nor anybody is about to write one; the archive disposes of its own by its own law, and whatever of that is in a mailbox
 * is taken over first; a crash between any two steps loses no message, and what it leaves too much is let go of later.
 */
@NullMarked
package io.tradepost.mailbox.content;

import org.jspecify.annotations.NullMarked;
