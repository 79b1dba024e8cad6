/**
 * The queue between the doors and the pipeline: a broker of our own inside this process, with no connector, whose journal
 * is synced before SMTP answers 250 (law L1); and the waiting room for mail that must be tried again.
 */
@NullMarked
package io.tradepost.server.james.queue;

import org.jspecify.annotations.NullMarked;
