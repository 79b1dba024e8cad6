/**
 * The index in files of this machine. Each commit carries the journal's id and the sequence up to which it holds the journal,
 * so that after a crash the follower goes on from the last commit. No text is stored, only terms and their positions.
 */
@NullMarked
package io.tradepost.archive.search.lucene;

import org.jspecify.annotations.NullMarked;
