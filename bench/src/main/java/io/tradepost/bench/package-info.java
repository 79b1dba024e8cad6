/**
 * Whole-system load: how fast the server is and what it keeps when it is killed. Everything here drives the released
 * program from outside, as a process of its own over SMTP, IMAP and HTTP; nothing of ours depends on this room.
 */
@NullMarked
package io.tradepost.bench;

import org.jspecify.annotations.NullMarked;
