/** What listeners may do, and what it costs the others. */
@NullMarked
package io.tradepost.mailbox.event;

import org.jspecify.annotations.NullMarked;
