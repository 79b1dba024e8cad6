package io.tradepost.mailbox.search;

/**
 * The texts of a message that are indexed each by itself. Header fields that nearly every message has are: a search
 * by their name then needs no places. Which fields of {@link KeptField} are looked through instead is known there.
 */
enum TextField {
    /** The text parts. */
    BODY("b", ""),
    /** The header fields that tell messages from each other, which repeat one another's words. */
    IDENTITIES("hi", ""),
    /** All other header fields. */
    SHARED("h", ""),
    RECEIVED("hr", "received"),
    DATE("hd", "date"),
    REPLY_TO("hp", "reply-to"),
    SENDER("hs", "sender"),
    RETURN_PATH("hb", "return-path"),
    DELIVERED_TO("hv", "delivered-to"),
    CONTENT_TYPE("ht", "content-type"),
    CONTENT_ENCODING("he", "content-transfer-encoding"),
    MIME_VERSION("hm", "mime-version"),
    X_MAILER("hx", "x-mailer"),
    USER_AGENT("hu", "user-agent"),
    SIGNATURE("hk", "dkim-signature"),
    AUTHENTICATION("ha", "authentication-results"),
    PRECEDENCE("hc", "precedence"),
    LIST_ID("hl", "list-id");

    /** Lucene's field of the names of all header fields that a message has. */
    static final String NAMES = "n";

    private final String lucene;
    private final String header;

    TextField(String lucene, String header) {
        this.lucene = lucene;
        this.header = header;
    }

    /** Where a header field of this folded name is. */
    static TextField of(String name) {
        for (TextField field : values()) {
            if (!field.header.isEmpty() && field.header.equals(name)) {
                return field;
            }
        }
        return switch (name) {
            case "message-id", "references", "in-reply-to" -> IDENTITIES;
            default -> SHARED;
        };
    }

    /** Whether header fields of several names are in it, so that each value begins with its name. */
    boolean shared() {
        return this == IDENTITIES || this == SHARED;
    }

    /** Lucene's field. */
    String lucene() {
        return lucene;
    }
}
