/**
 * How long what mail clients do all day takes, on our server, on stock James with its JPA stores, and on Dovecot, each with
 * the same messages. All run at once and are asked in turns; the client is frugal, since it shares the machine with them: it
 * counts answers and does not keep them. Words that are searched come from the mail, and never stand in what is printed.
 */
@NullMarked
package io.tradepost.bench.mailbox;

import org.jspecify.annotations.NullMarked;
