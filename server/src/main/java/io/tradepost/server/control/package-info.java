/**
 * The line between a short command and the running server, so that commands work whether the server runs or not.
 *
 * <p>While it runs, the server alone has the data folder open. A command therefore asks it: it finds port and secret in
 * {@code DATA/control.json} (mode 0600, so that only the folder's owner can read it), proves that it knows the secret,
 * learns that the other side knows it too, and hands over its arguments. The server runs the very same command and
 * sends back what it prints and its exit code. The secret itself never crosses the line: after a crash another program
 * may sit on the old port.
 *
 * <p>On the wire, loopback TCP: frames of a length (4 bytes, big-endian), a type (1 byte) and a body.
 */
@NullMarked
package io.tradepost.server.control;

import org.jspecify.annotations.NullMarked;
