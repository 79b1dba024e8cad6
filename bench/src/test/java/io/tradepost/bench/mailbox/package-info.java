/** Whether the table's servers are filled, asked and counted as it says. */
@NullMarked
package io.tradepost.bench.mailbox;

import org.jspecify.annotations.NullMarked;
