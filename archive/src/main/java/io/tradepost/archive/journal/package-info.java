/**
 * The truth: append-only segment files of self-checking records (law L6). {@code archive/FORMAT.md} describes the bytes
 * so that a stranger can check them.
 *
 * <p>Layout: {@code journal/JOURNAL} names the journal; {@code journal/<20 digits>.tpj} are segments, named after the first
 * sequence that they may hold; {@code journal/<20 digits>.keys} are derived look-up tables of sealed segments. In a journal
 * that is no evidence, {@code <20 digits>.tpj.gone} is the note of a segment that was let go of with its last content.
 *
 * <p>Invariants: a record is readable only once it is durable; a durable byte is never written again; sequences rise by
 * one; a record in a segment at or beyond the first sequence of the next segment is void (the tail of a segment that was
 * abandoned after a failed write). Nothing here knows what a payload means.
 */
@NullMarked
package io.tradepost.archive.journal;

import org.jspecify.annotations.NullMarked;
