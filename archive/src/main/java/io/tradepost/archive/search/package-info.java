/**
 * Full text, derived from the journal (law L6): what is searchable, how it is cut into terms, the query language, and the
 * answers.
 *
 * <p>Two promises shape it. Chinese is found by any substring of one or more characters: every ideograph is a term and so
 * is every pair, and a longer word is a phrase of pairs. A number is found with and without its separators: next to its
 * parts, every short run of joined parts is a term too.
 */
@NullMarked
package io.tradepost.archive.search;

import org.jspecify.annotations.NullMarked;
