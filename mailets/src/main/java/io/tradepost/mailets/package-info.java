/**
 * What happens to each message on its way: thin adapters from James to the archive, the matcher and the accounts.
 *
 * <p>{@link io.tradepost.mailets.CaptureMessage} stands first in {@code root}, before anything can split recipients or
 * change a byte; nothing is delivered before it has returned (law L3). {@link io.tradepost.mailets.TagMessage} follows and
 * may fail without holding the mail (law L9). {@link io.tradepost.mailets.RetryLater} is where a mail waits that we could
 * not handle for a reason of our own.
 */
@NullMarked
package io.tradepost.mailets;

import org.jspecify.annotations.NullMarked;
