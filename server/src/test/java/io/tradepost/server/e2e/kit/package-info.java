/**
 * What the tests drive and watch the server with: its process, the peers that stand for the world outside, and clients that
 * send exactly the bytes they are given.
 */
@NullMarked
package io.tradepost.server.e2e.kit;

import org.jspecify.annotations.NullMarked;
