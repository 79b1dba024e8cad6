/**
 * The doors for programs and, later, for browsers: what may be asked over HTTP, by whom, and in which words it answers.
 *
 * <p>{@link io.tradepost.console.Console} puts the rooms below together and listens. {@code contract} is the OpenAPI
 * file as a checker of requests, {@code http} is what every route shares (authentication, problems, limits, logs), and
 * {@code api} holds the routes themselves.
 *
 * <p>Invariants: a route without declared roles stops the start; nothing of the archive is answered before the archive
 * has recorded the read (law L7); no answer to an error shows an exception's text unless that text was written for the
 * caller; no log line carries a token or a query's answer.
 */
@NullMarked
package io.tradepost.console;

import org.jspecify.annotations.NullMarked;
