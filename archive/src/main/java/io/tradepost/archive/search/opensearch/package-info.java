/**
 * The index in an OpenSearch cluster, for archives that have outgrown one machine. Text is cut into terms here, never there:
 * each position of a text is sent as its terms with {@code |} between them, and a filter of the cluster's own puts them back
 * onto one position. So a query means the same as with the embedded index. The cluster keeps no text, and the place up to
 * which it holds the journal is a document of the same index.
 */
@NullMarked
package io.tradepost.archive.search.opensearch;

import org.jspecify.annotations.NullMarked;
