/**
 * Reading mail as a trade clerk does: which part of a text is new and which is quoted, what in it looks like a document
 * number of ours and what is only a date, a price or a telephone, which domain an address belongs to.
 *
 * <p>Everything here is a pure function of its arguments, bounded in time by the length of its input: mail text is
 * written by strangers.
 */
@NullMarked
package io.tradepost.trade.text;

import org.jspecify.annotations.NullMarked;
