/**
 * The OpenAPI file as a checker of requests.
 *
 * <p>Only the part of OpenAPI 3.0 that describes parameters is read, by a reader of our own: a full parser costs more
 * than a second of every start, and one that skips a keyword which it does not know would let through what the document
 * forbids. {@link io.tradepost.console.contract.Contract} refuses any keyword on a parameter that it would not enforce. The
 * tests hold the file against a full parser.
 */
@NullMarked
package io.tradepost.console.contract;

import org.jspecify.annotations.NullMarked;
