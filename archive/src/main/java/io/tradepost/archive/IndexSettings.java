package io.tradepost.archive;

import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.search.SearchIndex;
import io.tradepost.archive.search.lucene.LuceneIndex;
import io.tradepost.archive.search.opensearch.OpenSearchIndex;
import io.tradepost.archive.search.opensearch.OpenSearchSettings;
import java.nio.file.Path;
import java.time.ZoneId;

/** Where the full-text index stands. */
public sealed interface IndexSettings {
    /** In the archive's own folder. */
    record Lucene() implements IndexSettings {}

    /** In a cluster. */
    record OpenSearch(OpenSearchSettings settings) implements IndexSettings {}

    /**
     * The index of a journal.
     *
     * @param folder of an embedded one
     * @param zone   whose months are counted
     */
    default SearchIndex open(Path folder, Journal journal, ZoneId zone) {
        return switch (this) {
            case Lucene embedded -> new LuceneIndex(folder, journal, zone);
            case OpenSearch cluster -> new OpenSearchIndex(cluster.settings(), journal, zone);
        };
    }
}
