package io.tradepost.mailbox.search;

import io.tradepost.archive.mime.MailText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.james.mailbox.store.search.SearchUtil;

/**
 * What stands in the index as it is, each different value once: the fields that clients look for most, which are shorter
 * to read through than to look up, and what they sort by (RFC 5256 section 3).
 */
enum KeptField {
    FROM("from", false),
    TO("to", false),
    CC("cc", false),
    BCC("bcc", false),
    SUBJECT("subject", false),
    /** The mailbox name of the first From address. */
    FROM_KEY("from", true),
    TO_KEY("to", true),
    CC_KEY("cc", true);

    /** Bytes of a value; Lucene takes no more than 32,766. One that is longer is read from the message. */
    static final int LONGEST = 30_000;

    /** Between the values of several header fields of one name; no text has it. */
    static final char BORDER = '\0';

    /** Those that hold header fields as they are. */
    static final List<KeptField> WHOLE = List.of(FROM, TO, CC, BCC, SUBJECT);

    private static final int LONGEST_ADDRESS = 1_000;

    private final String header;
    private final boolean key;

    KeptField(String header, boolean key) {
        this.header = header;
        this.key = key;
    }

    /** The name of the header field, folded. */
    String header() {
        return header;
    }

    /** Its name in Lucene. */
    String field() {
        return "k" + name().toLowerCase(Locale.ROOT);
    }

    /** The term of messages whose value is longer than {@link #LONGEST}; not a header field's name. */
    String tooLong() {
        return "!" + header;
    }

    /** Its value in a message, folded: that of all fields of the name, or the key of the first. */
    Optional<String> of(MailText text) {
        var values = text.fields().stream()
                .filter(line -> line.name().equalsIgnoreCase(header))
                .map(MailText.HeaderLine::value);
        Optional<String> value = key
                ? values.findFirst().map(KeptField::mailboxName)
                : Optional.of(values.map(Folding::of).collect(Collectors.joining(String.valueOf(BORDER))));
        return value.filter(known -> !known.isEmpty());
    }

    /** The one that holds a header field of this folded name as it is. */
    static Optional<KeptField> whole(String header) {
        return WHOLE.stream().filter(kept -> kept.header.equals(header)).findFirst();
    }

    private static String mailboxName(String addresses) {
        return Folding.of(
                SearchUtil.getMailboxAddress(addresses.substring(0, Math.min(addresses.length(), LONGEST_ADDRESS))));
    }
}
