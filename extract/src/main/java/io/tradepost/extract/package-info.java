/**
 * Reading the text of documents that strangers send, in a program of its own.
 *
 * <p>The libraries that understand PDF, Office files and archives are large, and a hostile document can make them loop or
 * take all memory. So they stand in a process that may die: {@link io.tradepost.extract.program} is that process,
 * {@link io.tradepost.extract.wire} what is said over its standard input and output. Only {@code wire} comes onto the
 * class path of who starts it. This room knows no other room.
 */
@NullMarked
package io.tradepost.extract;

import org.jspecify.annotations.NullMarked;
