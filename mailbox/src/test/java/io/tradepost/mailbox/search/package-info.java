/** Searches against a plain scan of the same mail, and James's own tests of what an index must find. */
@NullMarked
package io.tradepost.mailbox.search;

import org.jspecify.annotations.NullMarked;
