package io.tradepost.archive.search;

/** Names of the index's fields. */
final class Fields {
    static final String ID = "id";
    static final String SEQUENCE = "sequence";
    static final String TIME = "time";
    static final String SIZE = "size";
    static final String DIRECTION = "direction";
    static final String MESSAGE_ID = "messageId";
    static final String SUBJECT = "subject";
    static final String BODY = "body";
    static final String ATTACHMENT = "attachment";
    static final String FILENAME = "filename";
    static final String FROM = "from";
    static final String TO = "to";
    static final String CC = "cc";
    static final String BCC = "bcc";
    static final String PARTICIPANT = "participant";
    static final String ACCOUNT = "account";
    static final String CUSTOMER = "customer";
    static final String ORDER = "order";
    static final String TAG = "tag";
    static final String HAS = "has";

    /** Suffix of the field with whole addresses, and {@code @} with each domain that an address lies in. */
    static final String EXACT = ".exact";

    /** Sequence of the newest decision on links, stored; absent if there is none. */
    static final String LINK_EVENT = "linkEvent";

    /** The first text, stored, for snippets. */
    static final String TEXT = "text";

    /** Stored when there is more text than is stored. */
    static final String TEXT_CUT = "textCut";

    private Fields() {}
}
