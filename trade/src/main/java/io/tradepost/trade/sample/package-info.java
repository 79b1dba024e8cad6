/**
 * The sample behind the first run: an invented trading company's customers, contacts and orders, made from a seed.
 *
 * <p>Nobody in it exists. Company domains end in {@code .example} or {@code .test} (RFC 2606), so that no mail can
 * reach a stranger; free-mail contacts have invented local parts.
 */
@NullMarked
package io.tradepost.trade.sample;

import org.jspecify.annotations.NullMarked;
