/**
 * The trade database as a snapshot in memory, and the matcher that ties a message to customers and orders.
 *
 * <p>The trade database is not ours. {@link io.tradepost.trade.TradeDatabase} reads it through the five views that
 * {@code trade/VIEWS.md} describes, with SELECT alone, and keeps an immutable {@link io.tradepost.trade.TradeSnapshot}
 * that is swapped whole. A trade database that is down leaves the last snapshot standing (law L9).
 * {@link io.tradepost.trade.Matcher} is a pure function of a message's facts and a snapshot: the same two give the same
 * links, in the same order, each with its evidence (law L8).
 *
 * <p>This room knows no mail server, no archive and no web. Nothing enters it but addresses, text and SQL rows.
 */
@NullMarked
package io.tradepost.trade;

import org.jspecify.annotations.NullMarked;
