/** James on our own mailbox store: nothing but the wiring, which alone would change for another store. */
@NullMarked
package io.tradepost.server.james.mailbox;

import org.jspecify.annotations.NullMarked;
