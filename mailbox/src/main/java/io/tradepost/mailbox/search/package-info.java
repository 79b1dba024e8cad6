/**
 * SEARCH, SORT and THREAD of the mailboxes (RFC 9051 section 6.4.4, RFC 5256), by substring and exactly, from an index.
 *
 * <p>Two things answer a search. {@link io.tradepost.mailbox.search.EntryTable} holds, in memory and for the mailboxes that
 * are in use, what changes: which messages a mailbox has, their flags, dates and sizes. It is read from the store once and
 * then follows the mailbox events. {@link io.tradepost.mailbox.search.TextIndex} holds what never changes: the words of a
 * message, once for all mailboxes that the message is in. So a new flag costs no write here, and neither does a copy.
 *
 * <p>What must hold:
 *
 * <ul>
 *   <li>An answer is right at once: whoever searches has the index take in first what it lacks of that mailbox.
 *   <li>Delivery waits for nothing here: an event is put into memory, and another thread reads the message.
 *   <li>The index is derived. It is compared with the store at every start; a lost or damaged one is made anew.
 * </ul>
 *
 * <p>On disk: Lucene's files in {@code DATA/mailbox/index}, not encrypted. No text is stored there in one piece but addresses and
 * subjects, which searches and sorts read directly. How a text is cut into terms, so that any piece of it is found and
 * nothing else, says {@link io.tradepost.mailbox.search.Terms}; what of a message is text at all,
 * {@link io.tradepost.archive.mime.MailText}.
 */
@NullMarked
package io.tradepost.mailbox.search;

import org.jspecify.annotations.NullMarked;
