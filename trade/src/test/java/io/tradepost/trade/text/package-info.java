/** How mail text is read. */
@NullMarked
package io.tradepost.trade.text;

import org.jspecify.annotations.NullMarked;
