/**
 * The routes themselves: archived messages, the messages of customers and orders, and what those who run the server ask.
 *
 * <p>Each class gives its {@link io.tradepost.console.http.Route}s; {@link io.tradepost.console.Console} collects them.
 * A route reads the archive only as {@link io.tradepost.console.http.Caller#reader()}, so that the archive records the
 * read and shows no more than that caller's scope.
 */
@NullMarked
package io.tradepost.console.api;

import org.jspecify.annotations.NullMarked;
