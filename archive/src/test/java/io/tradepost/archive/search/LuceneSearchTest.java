package io.tradepost.archive.search;

import io.tradepost.archive.search.lucene.LuceneIndex;
import java.time.ZoneOffset;

class LuceneSearchTest extends SearchContract {
    @Override
    IndexFixture.Engine engine() {
        return journal -> new LuceneIndex(folder.resolve("index"), journal, ZoneOffset.UTC);
    }
}
