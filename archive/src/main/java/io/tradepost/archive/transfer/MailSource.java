package io.tradepost.archive.transfer;

import io.tradepost.archive.Content;
import java.util.Map;

/**
 * One message that was found in a file or fetched.
 *
 * @param name    where it was found, for people
 * @param kind    {@code eml}, {@code mbox}, {@code maildir}, {@code pst} or {@code imap}
 * @param sender  the sender that the file itself names, as an mbox does; empty if none
 * @param content its bytes
 * @param facts   further facts for the record: {@code import.folder} …
 */
record MailSource(String name, String kind, String sender, Content content, Map<String, String> facts) {
    MailSource {
        facts = Map.copyOf(facts);
    }

    MailSource(String name, String kind, String sender, Content content) {
        this(name, kind, sender, content, Map.of());
    }
}
