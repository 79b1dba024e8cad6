/**
 * The whole server as a process of its own, driven from outside through its doors by real clients: what the user would see.
 * Nothing here reaches into the server; what must be known of its inside is asked through its own API and command line.
 *
 * <p>Most tests share one server ({@link io.tradepost.server.e2e.kit.SharedServer}) and tell their messages apart by subjects
 * and senders of their own; those that kill, starve or misconfigure it start one for themselves.
 */
@NullMarked
package io.tradepost.server.e2e;

import org.jspecify.annotations.NullMarked;
