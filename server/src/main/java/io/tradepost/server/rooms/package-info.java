/**
 * The rooms of the house opened together: archive, trade database, accounts, over one data folder and one configuration.
 *
 * <p>The running server and the short commands open them the same way; the lock in the data folder lets only one of them
 * at a time. Layout of the data folder (mode 0700):
 *
 * <pre>
 * lock           held by the process that has the folder open; its pid inside
 * tradepost.yaml the configuration, unless another is named
 * start.json     how the server was last started, so that later commands find the same configuration
 * ready.json     while the server runs: pid, version, ports, domains
 * control.json   while the server runs: how short commands reach it (0600)
 * demo.json      in a demo: accounts with their passwords, tokens (0600)
 * archive/       journal and index; the truth is here
 * db/            embedded databases: accounts, mailboxes, the archive's catalog
 * trade-sample/  the sample trade database
 * mail/ queue/   the mail server's repositories and queue
 * tls/           the self-signed certificate
 * log/           what happened
 * </pre>
 */
@NullMarked
package io.tradepost.server.rooms;

import org.jspecify.annotations.NullMarked;
