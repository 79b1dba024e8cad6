/** What the trade room promises. */
@NullMarked
package io.tradepost.trade;

import org.jspecify.annotations.NullMarked;
