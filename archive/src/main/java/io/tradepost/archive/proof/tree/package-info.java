/**
 * The Merkle tree over the records' leaf hashes: RFC 9162 section 2.1 hashing, kept in tiles of 256 hashes (C2SP
 * tlog-tiles), with inclusion and consistency proofs.
 *
 * <p>Layout: {@code tile/<level>/<index>} below the folder that the tree is given; only full tiles are kept, since the rest
 * is read from the journal again in a moment. All of it is derived: a tree that is deleted is made again.
 *
 * <p>Invariants: nothing here knows what a record is, or who signs; a proof is checked without any tree.
 */
@NullMarked
package io.tradepost.archive.proof.tree;

import org.jspecify.annotations.NullMarked;
