/**
 * Many mail clients at work in one mailbox at once, over IMAP, with the server killed in between.
 *
 * <p>{@link io.tradepost.bench.hammer.HammerScenario} says what runs; a {@code Client} draws commands and looks at every line
 * of every answer; the {@code Register} knows what each answer promised; a {@code Recount} holds the promises against the
 * folders once all is quiet. What must hold: no command fails, UIDs rise and are never used twice, nothing acknowledged is
 * lost, nothing is there twice that nobody copied, and every counter equals a recount.
 *
 * <p>The client is a small one of our own on a socket. A mail library hides what is looked at here: untagged lines, sequence
 * numbers, codes in brackets, and the moment after which an unanswered command may or may not have been carried out.
 */
@NullMarked
package io.tradepost.bench.hammer;

import org.jspecify.annotations.NullMarked;
