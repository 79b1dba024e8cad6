/** Archived mail back into the mailboxes of James. */
@NullMarked
package io.tradepost.server.james.restore;

import org.jspecify.annotations.NullMarked;
