/** What the statements of the message tables cost. */
@NullMarked
package io.tradepost.mailbox.message;

import org.jspecify.annotations.NullMarked;
