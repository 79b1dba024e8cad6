/**
 * The relational side of the archive: who wrote to whom, links, and what was read by whom, in tables {@code arc_*} of H2 or
 * MariaDB. Derived from the journal (law L6) with a watermark in the same transaction as the rows, so that each record
 * is taken once whatever fails. A column that is too short for a hostile value holds its beginning; the whole stands in
 * the journal.
 */
@NullMarked
package io.tradepost.archive.catalog;

import org.jspecify.annotations.NullMarked;
