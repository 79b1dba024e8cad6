/** Tests of the queues and of where mail is kept outside them. */
@NullMarked
package io.tradepost.server.james.queue;

import org.jspecify.annotations.NullMarked;
