package io.tradepost.mailbox.search;

/**
 * The texts of a message that are indexed each by itself. Of the header fields only the words are kept, without their places:
 * most of them are written by machines for machines, take as much room as the text, and are searched by one word. Where
 * several words are looked for and a header has them all, it is read to be sure. Header fields that many messages have stand
 * alone: a word found there is found under their name. Those of {@link KeptField} are looked through instead.
 */
enum TextField {
    /** The text parts. */
    BODY("b", ""),
    /** All header fields that have none of their own. */
    SHARED("h", ""),
    MESSAGE_ID("hi", "message-id"),
    REFERENCES("hf", "references"),
    IN_REPLY_TO("hn", "in-reply-to"),
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
    LIST_ID("hl", "list-id"),
    LIST_SUBSCRIBE("hls", "list-subscribe"),
    LIST_UNSUBSCRIBE("hlu", "list-unsubscribe"),
    LIST_POST("hlp", "list-post"),
    ERRORS_TO("ho", "errors-to"),
    SPAM_REPORT("hxr", "x-spam-report"),
    SPAM_STATUS("hxs", "x-spam-status");

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
        return SHARED;
    }

    /** Whether header fields of several names are in it. */
    boolean shared() {
        return this == SHARED;
    }

    /** Whether the places of words are kept. */
    boolean placed() {
        return this == BODY;
    }

    /** Lucene's field. */
    String lucene() {
        return lucene;
    }
}
