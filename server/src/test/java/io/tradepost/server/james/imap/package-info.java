/** Tests of {@code io.tradepost.server.james.imap}; what goes over the wire is tested in {@code e2e}. */
@NullMarked
package io.tradepost.server.james.imap;

import org.jspecify.annotations.NullMarked;
