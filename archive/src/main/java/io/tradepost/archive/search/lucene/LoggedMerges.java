package io.tradepost.archive.search.lucene;

import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Merges whose failure goes to the log. Lucene's own would let the merging thread die of it, which tells whoever listens
 * for dying threads and nobody else; the writer has noted the failure by then, and its next user meets it.
 */
final class LoggedMerges extends ConcurrentMergeScheduler {
    private static final Logger LOG = LoggerFactory.getLogger(LoggedMerges.class);

    @Override
    protected void handleMergeException(Throwable failure) {
        LOG.warn("files of the index were not merged", failure);
    }
}
