/**
 * The text of attachments: read in a process of its own, kept, and handed to the index when it is there.
 *
 * <p>Nothing waits for it. A message is indexed at once, marked as waiting if a text is missing. The marks in the index are
 * the queue: {@link io.tradepost.archive.text.TextDesk} takes what is marked, newest first, reads what is missing and asks
 * the index to write the message again. So a crash, a lost cache and a rebuilt index all mend themselves.
 *
 * <p>{@link io.tradepost.archive.text.TextStore} keeps one file for each distinct attachment, {@code text/ab/abcd…}, named
 * by its SHA-256 and locked with another hash of its bytes: who can't read the attachment any more can't read its text.
 */
@NullMarked
package io.tradepost.archive.text;

import org.jspecify.annotations.NullMarked;
