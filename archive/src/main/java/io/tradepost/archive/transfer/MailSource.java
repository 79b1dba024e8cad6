package io.tradepost.archive.transfer;

import io.tradepost.archive.Content;

/**
 * One message that was found in a file.
 *
 * @param name    where it was found, for people
 * @param kind    {@code eml}, {@code mbox} or {@code maildir}
 * @param sender  the sender that the file itself names, as an mbox does; empty if none
 * @param content its bytes
 */
record MailSource(String name, String kind, String sender, Content content) {}
