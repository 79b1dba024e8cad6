/** James's own tests of what a mailbox store must do, run against ours on each database. */
@NullMarked
package io.tradepost.mailbox.james;

import org.jspecify.annotations.NullMarked;
