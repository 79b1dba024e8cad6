/**
 * The command line. Each command is an object that gets a {@link io.tradepost.server.cli.CommandContext} and answers with an
 * exit code: 0 done, 1 problems were found, 2 it could not be done, 64 wrong usage (sysexits {@code EX_USAGE}).
 *
 * <p>A command never touches {@code System.out}, the working folder or {@code System.exit}: the same object runs in the
 * caller's process when no server runs, and inside the server when one does.
 *
 * <p>Nothing here may load Hibernate, Lucene or the mail server before it is needed, or every {@code --help} waits for it.
 */
@NullMarked
package io.tradepost.server.cli;

import org.jspecify.annotations.NullMarked;
