package io.tradepost.mailets;

import java.util.Optional;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;

/** The names under which we note things on a mail while it is in the queue, and how they are read and written. */
public final class MailFactsAttributes {
    /** When the last byte was accepted, in milliseconds since 1970. */
    public static final AttributeName RECEIVED_AT = AttributeName.of("tradepost.received-at");
    /** The trace field that stands above the received bytes, with its line ends. */
    public static final AttributeName TRACE = AttributeName.of("tradepost.trace");
    /** Protocol and cipher of the session. */
    public static final AttributeName TLS = AttributeName.of("tradepost.tls");
    /** The archive's name of the mail, once it is captured. */
    public static final AttributeName ARCHIVE_ID = AttributeName.of("tradepost.archive-id");
    /** Which way it goes: a {@link io.tradepost.archive.Direction} word. */
    public static final AttributeName DIRECTION = AttributeName.of("tradepost.direction");
    /** Value for the {@code X-Tradepost-Link} header of the delivered copy. */
    public static final AttributeName LINK_HEADER = AttributeName.of("tradepost.link-header");
    /** Keyword for the delivered copy: {@code $Linked} or {@code $Review}. */
    public static final AttributeName LINK_KEYWORD = AttributeName.of("tradepost.link-keyword");
    /** How often the mail has waited, and why and where it goes on. */
    public static final AttributeName RETRY_COUNT = AttributeName.of("tradepost.retry-count");

    public static final AttributeName RETRY_REASON = AttributeName.of("tradepost.retry-reason");
    /** That a person has released the mail, so that it is not held again. */
    public static final AttributeName RELEASED = AttributeName.of("tradepost.released");

    private MailFactsAttributes() {}

    /** The text noted under a name, if any. */
    public static Optional<String> text(Mail mail, AttributeName name) {
        return mail.getAttribute(name)
                .map(Attribute::getValue)
                .map(AttributeValue::value)
                .map(String::valueOf);
    }

    /** Notes a text under a name, replacing what stood there. */
    public static void note(Mail mail, AttributeName name, String value) {
        mail.setAttribute(new Attribute(name, AttributeValue.of(value)));
    }
}
