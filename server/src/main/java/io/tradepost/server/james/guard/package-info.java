/** Guards around parts of James that a hostile client or a broken mailet could otherwise use to hurt the server. */
@NullMarked
package io.tradepost.server.james.guard;

import org.jspecify.annotations.NullMarked;
