/**
 * Full text, derived from the journal (law L6): what is searchable, how it is cut into terms, the query language, and the
 * answers.
 *
 * <p>A query goes through four hands: {@link io.tradepost.archive.search.QueryParser} understands it,
 * {@link io.tradepost.archive.search.QueryCompiler} says it in terms of fields, terms and positions, an engine behind
 * {@link io.tradepost.archive.search.SearchIndex} finds entries, and {@link io.tradepost.archive.search.Finder} makes answers
 * of them. Everything that gives words a meaning stands before the seam, so that engines can't differ in it.
 *
 * <p>Exact, and held to it by a plain scan of every message:
 * <ul>
 *   <li>Chinese (and other scripts written without spaces): any substring, traditional and simplified alike. Each pair of
 *       neighbours is a term and a longer run is a phrase of pairs; a character by itself is a term only at either end of a
 *       run, and is found inside as what a pair begins with.
 *   <li>Numbers with and without separators: next to its parts, every short run of joined parts is a term too.
 *   <li>Whole addresses and domains, dates, sizes, customers, orders, ids and the like.
 * </ul>
 *
 * <p>By whole word, which is not the same as by substring: scripts with spaces. Case, width and accents are folded; letters
 * and digits side by side are two words; signs say nothing, so that a phrase also matches over punctuation; the first
 * {@value io.tradepost.archive.search.TextTokens#LONGEST} letters of a word count.
 *
 * <p>No text is kept in an index, only terms and positions: snippets come from the journal. So an index is small, and when a
 * message is disposed of its words are gone once deleted entries are merged away.
 */
@NullMarked
package io.tradepost.archive.search;

import org.jspecify.annotations.NullMarked;
