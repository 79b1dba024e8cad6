/**
 * The queue between the doors and the pipeline: a broker of our own inside this process, with no connector, whose journal
 * is synced before SMTP answers 250 (law L1); and the waiting room for mail that must be tried again.
 *
 * <p>Mail outside the queues (held, or given up by the spooler) lies in folders, each mail one file that is synced to the disk
 * before the queue's own copy is given up (law L1): {@code <SHA-256 of the mail's name>.mail}, one line of JSON with the
 * envelope and what is noted on the mail, then the message to the last byte. A file that ends in {@code .new} is of an
 * interrupted write and means nothing.
 */
@NullMarked
package io.tradepost.server.james.queue;

import org.jspecify.annotations.NullMarked;
