package io.tradepost.archive.search.lucene;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.store.Directory;

/** How the index reaches its files: the real disk, or in tests one that fails. */
public interface LuceneDisk {
    /** The files of a folder, which exists. */
    Directory open(Path folder) throws IOException;
}
