/**
 * The five views over trade platforms that many companies have, so that nobody has to write SQL for them.
 *
 * <p>An adapter is one SQL file among the resources beside this package: five {@code CREATE OR REPLACE VIEW} statements
 * over the platform's own tables. It is used in two ways. The bodies of its statements are read directly, as derived
 * tables, where Tradepost's user may {@code SELECT} from the platform's tables and nobody wants to create anything; or the
 * whole file is printed for whoever runs the database, who creates the views in a schema of their own and lets Tradepost
 * see nothing else.
 *
 * <p>In the files {@code {name}} stands for a table of the platform, prefix and schema included; {@code {name: a | b}} for
 * the first of these columns that the table has, since platforms rename columns between versions; {@code {entity}} for the
 * company's number in an installation that serves several. Nothing else is replaced, and what replaces it comes from the
 * configuration after a check, never from a row.
 */
@NullMarked
package io.tradepost.trade.adapter;

import org.jspecify.annotations.NullMarked;
