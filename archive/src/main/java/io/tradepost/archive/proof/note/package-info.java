/**
 * Signed notes (C2SP signed-note) with Ed25519 keys, and the checkpoints (C2SP tlog-checkpoint) that are written as such:
 * any tool that reads a transparency log can read ours.
 *
 * <p>Invariants: a text is believed only through a key that was known before; a signature of a known key that does not
 * verify makes the whole note bad, one of an unknown key counts for nothing.
 */
@NullMarked
package io.tradepost.archive.proof.note;

import org.jspecify.annotations.NullMarked;
