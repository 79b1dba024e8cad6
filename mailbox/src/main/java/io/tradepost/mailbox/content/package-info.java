/**
 * Where the bytes of mailbox messages are. A delivered message is a reference to the record that capture wrote into the
 * archive, under the headers that delivery put on top; what clients append is kept in a journal of the mailboxes' own.
 */
@NullMarked
package io.tradepost.mailbox.content;

import org.jspecify.annotations.NullMarked;
