/**
 * James's own IMAP session scripts (its MPT suite, in the corpus) against the running server's real port. What a script
 * presumes to be set up stands in {@code imap-scripts.txt}, with the reason for each that can't pass.
 */
@NullMarked
package io.tradepost.server.e2e.scripts;

import org.jspecify.annotations.NullMarked;
