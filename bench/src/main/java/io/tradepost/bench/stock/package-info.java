/**
 * Stock James 3.8.1 to be measured against: James's own modules and mailets over its JPA stores, with nothing of ours in
 * the way of a message. It is wired here because the modules that wire it upstream are not published one by one, and it
 * runs as a process of its own.
 *
 * <p>Two things of the upstream product are left out, and both would cost it time: its Lucene 3.6 search, which can't stand
 * on one class path with ours (every delivered message would be indexed), and its web administration. It runs on the
 * libraries that we run on (newer Netty, ActiveMQ, H2), so that the two differ in what they do and not in what they use.
 */
@NullMarked
package io.tradepost.bench.stock;

import org.jspecify.annotations.NullMarked;
