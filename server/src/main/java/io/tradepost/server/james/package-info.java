/**
 * Apache James, put together by us: its own modules where they do what we need, ours where they don't.
 *
 * <p>{@link io.tradepost.server.james.JamesServer} lists the modules. What James would read from twenty files comes from
 * {@link io.tradepost.server.james.JamesConfiguration}, made from {@code tradepost.yaml}; only the mailet pipeline is a file
 * of its own. Left out on purpose: webadmin, JMX connectors, JMAP, its old Lucene.
 */
@NullMarked
package io.tradepost.server.james;

import org.jspecify.annotations.NullMarked;
