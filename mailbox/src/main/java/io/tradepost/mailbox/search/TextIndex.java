package io.tradepost.mailbox.search;

import io.tradepost.archive.mime.MailText;
import io.tradepost.mailbox.MailboxStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.FSDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lucene's files of what messages say. Thread-safe. Every failure is temporary: the index can be made anew. */
final class TextIndex implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TextIndex.class);
    private static final String SHAPE = "shape";
    /** Changed whenever the same message would be indexed otherwise, so that an older index is made anew. */
    private static final String SHAPE_NOW = "4";

    private static final int RAM_MEGABYTES = 16;
    /** Each segment lists its words anew: few large ones are smaller, and sooner looked through. */
    private static final int SEGMENTS = 4;

    private final FSDirectory directory;

    /** Messages that searchers see, or will at the next {@link #show}. */
    private final IdSet written = new IdSet();

    private volatile Opened opened;
    private volatile boolean unshown;

    private TextIndex(FSDirectory directory, Opened opened) {
        this.directory = directory;
        this.opened = opened;
    }

    /** Lucene's two ends of the files. */
    private record Opened(IndexWriter writer, SearcherManager searchers) {
        static Opened of(FSDirectory directory) throws IOException {
            IndexWriterConfig config = new IndexWriterConfig(new KeywordAnalyzer())
                    .setRAMBufferSizeMB(RAM_MEGABYTES)
                    .setMergePolicy(new TieredMergePolicy().setSegmentsPerTier(SEGMENTS))
                    .setMergedSegmentWarmer(TextIndex::warm);
            if (!usable(directory)) {
                // Lucene begins no index over files that it can't read.
                for (String file : directory.listAll()) {
                    directory.deleteFile(file);
                }
            }
            IndexWriter writer = new IndexWriter(directory, config);
            writer.setLiveCommitData(Map.of(SHAPE, SHAPE_NOW).entrySet());
            return new Opened(writer, new SearcherManager(writer, new SearcherFactory()));
        }
    }

    /** Opens the index of a folder, or begins one if there is none that can be used. */
    static TextIndex open(Path folder) {
        try {
            Files.createDirectories(folder);
            FSDirectory directory = FSDirectory.open(folder);
            TextIndex index = new TextIndex(directory, Opened.of(directory));
            index.readIds();
            return index;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Opens it again if a failing disk had Lucene close it; tells whether it did, and what was not committed must be put in
     * again.
     */
    synchronized boolean mend() {
        if (opened.writer().isOpen()) {
            return false;
        }
        try {
            opened.searchers().close();
            written.clear();
            opened = Opened.of(directory);
            readIds();
            LOG.info("the mailboxes' index is open again");
            return true;
        } catch (IOException | AlreadyClosedException e) {
            throw failed(e);
        }
    }

    private static boolean usable(FSDirectory directory) throws IOException {
        if (!DirectoryReader.indexExists(directory)) {
            return false;
        }
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            return SHAPE_NOW.equals(reader.getIndexCommit().getUserData().get(SHAPE));
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("the mailboxes' index in {} is damaged; it is made anew", directory.getDirectory(), e);
            return false;
        }
    }

    /** Otherwise the first search after a merge would wait while the words are read. */
    private static void warm(LeafReader segment) throws IOException {
        for (TextField field : TextField.values()) {
            SegmentWords.of(segment, field.lucene());
        }
    }

    private void readIds() throws IOException {
        SearcherManager searchers = opened.searchers();
        IndexSearcher searcher = searchers.acquire();
        try {
            for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
                readIds(leaf.reader());
            }
        } finally {
            searchers.release(searcher);
        }
    }

    private void readIds(LeafReader segment) throws IOException {
        NumericDocValues ids = segment.getNumericDocValues(MessageDocument.ID);
        if (ids == null) {
            return;
        }
        for (int doc = ids.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = ids.nextDoc()) {
            if (segment.getLiveDocs() == null || segment.getLiveDocs().get(doc)) {
                written.add(ids.longValue());
            }
        }
    }

    /** Whether a message is in the index, though perhaps not shown yet. */
    boolean has(long message) {
        return written.contains(message);
    }

    /** The ids of all messages in the index. */
    IdSet messages() {
        return written;
    }

    /** Puts a message in; one that is there already is left alone. */
    void add(long message, MailText text) {
        if (has(message)) {
            return;
        }
        try {
            opened.writer().updateDocument(MessageDocument.term(message), MessageDocument.of(message, text));
            unshown = true;
            written.add(message);
        } catch (IOException | AlreadyClosedException e) {
            throw failed(e);
        }
    }

    /** Takes a message out. */
    void remove(long message) {
        try {
            written.remove(message);
            opened.writer().deleteDocuments(MessageDocument.term(message));
            unshown = true;
        } catch (IOException | AlreadyClosedException e) {
            throw failed(e);
        }
    }

    /** Shows searchers everything that was put in. */
    synchronized void show() {
        // Within the lock: whoever comes while another shows waits for what that one shows.
        if (!unshown) {
            return;
        }
        try {
            unshown = false;
            opened.searchers().maybeRefreshBlocking();
        } catch (IOException | AlreadyClosedException e) {
            unshown = true;
            throw failed(e);
        }
    }

    /** Makes everything durable that was put in. */
    void commit() {
        try {
            opened.writer().commit();
        } catch (IOException | AlreadyClosedException e) {
            throw failed(e);
        }
    }

    /** Something asked of one state of the index. */
    interface Question<T> {
        T ask(IndexSearcher searcher) throws IOException, MailboxException;
    }

    <T> T ask(Question<T> question) throws MailboxException {
        SearcherManager searchers = opened.searchers();
        try {
            IndexSearcher searcher = searchers.acquire();
            try {
                return question.ask(searcher);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException | AlreadyClosedException e) {
            throw failed(e);
        }
    }

    /** Ends merges and writes the last commit. */
    @Override
    public void close() {
        try (directory;
                IndexWriter last = opened.writer();
                SearcherManager open = opened.searchers()) {
            LOG.debug("closing {} and {}", last, open);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static MailboxStoreException failed(Exception e) {
        return MailboxStoreException.temporary("the mailboxes' index failed: " + e.getMessage(), e);
    }
}
