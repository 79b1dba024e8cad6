/**
 * What a message says, read from bytes that anybody may have written.
 *
 * <p>{@link io.tradepost.archive.mime.MessageParser} never throws on hostile or broken bytes: it gives what can be had and
 * names what can't (law L4). Everything is bounded: nesting, number of parts, header sizes, decoded text.
 */
@NullMarked
package io.tradepost.archive.mime;

import org.jspecify.annotations.NullMarked;
