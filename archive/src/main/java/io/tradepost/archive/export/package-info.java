/**
 * Evidence on its way out: bundles that prove themselves, far from this archive and years later.
 *
 * <p>What must hold here: nothing is written before the journal says durably who takes what out and for which purpose (law
 * L7); the bytes that leave are those that were received (law L2); a name that a stranger chose never becomes the name of a
 * file; an export that was killed goes on where it was and ends with the same bytes as one that was not; memory does not
 * grow with the number or the size of messages.
 *
 * <p>A bundle is first <em>planned</em> (which messages, as of which journal record), and everything that is written later
 * depends on the plan and the journal alone. While it is unfinished, {@code .unfinished/} beside it holds:
 *
 * <pre>
 * plan.json    what was ordered, by whom, as of when; written once
 * ids          the messages, one id a line, sorted
 * custody      who looked at them: id and journal sequence, sorted
 * state        how far it is; replaced whole
 * *.part       files that grow message by message
 * </pre>
 */
@NullMarked
package io.tradepost.archive.export;

import org.jspecify.annotations.NullMarked;
