/**
 * Who is told when a mailbox changes: clients that are signed in, the search index, quotas. Whoever changed it has already
 * done so, durably, when the news is spread, so that nothing that happens to a listener may look like a failed change: a
 * mail whose delivery seems to fail is delivered once more.
 */
@NullMarked
package io.tradepost.mailbox.event;

import org.jspecify.annotations.NullMarked;
