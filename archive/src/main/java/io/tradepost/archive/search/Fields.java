package io.tradepost.archive.search;

/** Names of the index's fields. */
public final class Fields {
    public static final String ID = "id";
    public static final String SEQUENCE = "sequence";
    public static final String TIME = "time";
    public static final String SIZE = "size";
    public static final String DIRECTION = "direction";
    public static final String MESSAGE_ID = "messageId";
    public static final String SUBJECT = "subject";
    public static final String BODY = "body";
    public static final String ATTACHMENT = "attachment";
    public static final String FILENAME = "filename";
    public static final String FROM = "from";
    public static final String TO = "to";
    public static final String CC = "cc";
    public static final String BCC = "bcc";
    public static final String PARTICIPANT = "participant";
    public static final String ACCOUNT = "account";
    public static final String CUSTOMER = "customer";
    public static final String ORDER = "order";
    public static final String TAG = "tag";
    public static final String HAS = "has";

    /** Terms that nearly equal bodies are likely to share. */
    public static final String NEAR = "near";

    /** Term of {@link #HAS} of messages with an attachment whose text is still to be read. */
    public static final String WAITING = "waiting";

    /** Term of {@link #HAS} of messages on whose links was decided more than once. */
    public static final String RELINKED = "relinked";

    /** Suffix of the field with whole addresses, and {@code @} with each domain that an address lies in. */
    public static final String EXACT = "_exact";

    /** Message ids that a message refers to. */
    public static final String REFERENCE = "reference";

    /** Names of the legal holds that a message is under. */
    public static final String HOLD = "hold";

    /** Sequence of the newest decision on links. */
    public static final String LINK_EVENT = "linkEvent";

    /** What {@link IndexEntry#labels} says. */
    public static final String LABEL = "label";

    private Fields() {}
}
