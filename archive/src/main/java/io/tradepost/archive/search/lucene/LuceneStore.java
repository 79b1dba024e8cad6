package io.tradepost.archive.search.lucene;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.search.Fields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PointValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lucene's files, writer and searchers, with the journal's place in each commit. */
final class LuceneStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LuceneStore.class);
    private static final String NEXT = "next";
    private static final String JOURNAL = "journal";
    /** Changed whenever the same message would be indexed otherwise, so that an older index is made anew. */
    private static final String SHAPE = "shape";

    private static final String SHAPE_NOW = "7";
    /** {@code true} while entries were forgotten whose words may still stand in the files. */
    private static final String UNPURGED = "unpurged";

    private static final int RAM_MEGABYTES = 48;

    static {
        // The query language has its own bound on clauses; each can become a phrase in four fields.
        IndexSearcher.setMaxClauseCount(64 << 10);
    }

    private final Path folder;
    private final Journal journal;
    private final Directory directory;
    private IndexWriter writer;
    private volatile SearcherManager searchers;
    private boolean unpurged;

    /** Something asked of one state of the index. */
    interface Question<T> {
        T ask(IndexSearcher searcher) throws IOException;
    }

    /** Opens the index, or begins a new one if there is none, it is damaged, or it is another journal's. */
    LuceneStore(Path folder, LuceneDisk disk, Journal journal) {
        this.folder = folder;
        this.journal = journal;
        try {
            Files.createDirectories(folder);
            this.directory = disk.open(folder);
            this.writer = openWriter();
            this.searchers = new SearcherManager(writer, new SearcherFactory());
            this.unpurged = committed(UNPURGED).equals("true");
        } catch (IOException e) {
            throw failed(e);
        }
    }

    IndexWriter writer() {
        return writer;
    }

    /** Lucene closes its writer when the disk fails under it; the last commit is whole and is opened again. */
    boolean reopenIfClosed() {
        if (writer.isOpen()) {
            return false;
        }
        try {
            SearcherManager old = searchers;
            writer = openWriter();
            searchers = new SearcherManager(writer, new SearcherFactory());
            old.close();
            LOG.warn("the index was opened again at record {}", committed());
            return true;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    <T> T ask(Question<T> question) {
        try {
            SearcherManager manager = searchers;
            IndexSearcher searcher = manager.acquire();
            try {
                return question.ask(searcher);
            } finally {
                manager.release(searcher);
            }
        } catch (IndexSearcher.TooManyClauses e) {
            throw ArchiveException.permanent("the query has too many conditions", e);
        } catch (IOException | IllegalStateException e) {
            throw failed(e);
        }
    }

    /** Shows searchers everything that was written. */
    void refresh() {
        try {
            searchers.maybeRefreshBlocking();
        } catch (IOException | IllegalStateException e) {
            throw failed(e);
        }
    }

    /** Makes everything written durable, as holding the journal below {@code next}. */
    void commit(long next) {
        try {
            Map<String, String> data = Map.of(
                    NEXT,
                    Long.toString(next),
                    JOURNAL,
                    journal.id().toString(),
                    SHAPE,
                    SHAPE_NOW,
                    UNPURGED,
                    Boolean.toString(unpurged));
            writer.setLiveCommitData(data.entrySet());
            writer.commit();
        } catch (IOException | IllegalStateException e) {
            throw failed(e);
        }
    }

    /** The first sequence that the last commit does not hold. */
    long committed() {
        String next = committed(NEXT);
        return next.isEmpty() ? 0 : Long.parseLong(next);
    }

    private String committed(String key) {
        Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
        if (data != null) {
            for (Map.Entry<String, String> entry : data) {
                if (entry.getKey().equals(key)) {
                    return entry.getValue();
                }
            }
        }
        return "";
    }

    /** Removes entries, and remembers over a crash that {@link #purge} must follow. */
    void forget(Term... terms) throws IOException {
        unpurged = true;
        writer.deleteDocuments(terms);
    }

    boolean unpurged() {
        return unpurged;
    }

    /**
     * Writes every segment that holds a removed entry anew without it, and lets go of the old files. Owed until they are gone
     * for sure: a file that could not be deleted now is deleted by the next attempt.
     */
    void purge() {
        long next = committed();
        try {
            writer.forceMergeDeletes(true);
            commit(next);
            refresh();
            // Searchers that were open kept old files from being deleted.
            writer.deleteUnusedFiles();
            if (!directory.getPendingDeletions().isEmpty()) {
                throw new IOException("files of forgotten entries could not be deleted yet");
            }
        } catch (IOException | IllegalStateException e) {
            throw failed(e);
        }
        unpurged = false;
        commit(next);
    }

    void clear() {
        reopenIfClosed();
        try {
            writer.deleteAll();
        } catch (IOException | IllegalStateException e) {
            throw failed(e);
        }
        commit(0);
        refresh();
    }

    @Override
    public void close() {
        try (directory;
                IndexWriter lastWriter = writer;
                SearcherManager lastSearchers = searchers) {
            LOG.debug("closing {} and {}", lastWriter, lastSearchers);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** A writer that a failing disk has closed says so by {@link IllegalStateException}, whatever is asked of it. */
    static ArchiveException failed(Exception e) {
        return ArchiveException.temporary("the index failed: " + e.getMessage(), e);
    }

    private IndexWriter openWriter() throws IOException {
        boolean keep = usable();
        // Whatever part of a segment is deleted: a purge must leave nothing.
        TieredMergePolicy merges = new TieredMergePolicy().setForceMergeDeletesPctAllowed(0);
        IndexWriterConfig config = new IndexWriterConfig(new KeywordAnalyzer())
                .setMergePolicy(merges)
                .setMergeScheduler(new LoggedMerges())
                .setRAMBufferSizeMB(RAM_MEGABYTES)
                .setLeafSorter(Comparator.comparingLong(LuceneStore::newest).reversed())
                .setCommitOnClose(false)
                .setOpenMode(keep ? IndexWriterConfig.OpenMode.APPEND : IndexWriterConfig.OpenMode.CREATE);
        return new IndexWriter(directory, config);
    }

    /** The latest time of an entry of these files. Searches want the newest, and skip what is older when they begin there. */
    private static long newest(LeafReader files) {
        try {
            byte[] time = PointValues.getMaxPackedValue(files, Fields.TIME);
            return time == null ? Long.MIN_VALUE : LongPoint.decodeDimension(time, 0);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private boolean usable() throws IOException {
        if (!DirectoryReader.indexExists(directory)) {
            return false;
        }
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            Map<String, String> data = reader.getIndexCommit().getUserData();
            boolean ours = journal.id().toString().equals(data.get(JOURNAL))
                    && SHAPE_NOW.equals(data.get(SHAPE))
                    && Long.parseLong(data.getOrDefault(NEXT, "0")) <= journal.nextSequence();
            if (!ours) {
                LOG.warn("the index in {} does not fit this journal; it is made anew", folder);
            }
            return ours;
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("the index in {} is damaged; it is made anew", folder, e);
            return false;
        }
    }
}
