/**
 * The frames between who asks for a document's text and the program that reads it: one question, one answer, in turn.
 *
 * <p>Both sides distrust the other: every length has a bound that is checked before memory is taken, and a frame ends with
 * a checksum. A frame that is not right ends the conversation; there is no way to find the next one.
 *
 * <pre>
 * greeting  "TPX1"
 * question  "TPXQ" id:8 mostText:4 mostExpanded:8 name type document checksum:4
 * answer    "TPXA" id:8 reasons:4 type text checksum:4
 * </pre>
 *
 * Numbers are big-endian; name, type, document and text are a length of four bytes and that many bytes, text in UTF-8; the
 * checksum is the CRC-32 of everything behind the first four bytes; the bits of {@code reasons} are those of
 * {@link io.tradepost.extract.wire.Unread}.
 */
@NullMarked
package io.tradepost.extract.wire;

import org.jspecify.annotations.NullMarked;
