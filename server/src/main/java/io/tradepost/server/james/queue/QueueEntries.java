package io.tradepost.server.james.queue;

import io.tradepost.mailets.MailFactsAttributes;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import javax.jms.JMSException;
import javax.jms.Message;
import org.apache.james.core.MailAddress;
import org.apache.james.queue.jms.JMSSupport;
import org.apache.james.transport.mailets.remote.delivery.DeliveryRetriesHelper;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what there is to tell of a mail from the broker's message, without opening its content, or from the mail. */
final class QueueEntries {
    private static final Logger LOG = LoggerFactory.getLogger(QueueEntries.class);

    private QueueEntries() {}

    static QueuedMail of(QueuePlace place, Message message) throws JMSException {
        String name = text(message, JMSSupport.JAMES_MAIL_NAME);
        long next = message.getLongProperty(JMSSupport.JAMES_NEXT_DELIVERY);
        Instant updated = Instant.ofEpochMilli(message.getLongProperty(JMSSupport.JAMES_MAIL_LAST_UPDATED));
        return new QueuedMail(
                place,
                name,
                noted(message, MailFactsAttributes.RECEIVED_AT)
                        .map(Long::parseLong)
                        .map(Instant::ofEpochMilli)
                        .orElse(updated),
                next > 0 ? Optional.of(Instant.ofEpochMilli(next)) : Optional.empty(),
                tries(place, noted(message, triesOf(place))),
                text(message, JMSSupport.JAMES_MAIL_SENDER),
                Arrays.stream(text(message, JMSSupport.JAMES_MAIL_RECIPIENTS).split(JMSSupport.JAMES_MAIL_SEPARATOR))
                        .filter(address -> !address.isBlank())
                        .toList(),
                message.getLongProperty(JMSSupport.JAMES_MAIL_MESSAGE_SIZE),
                text(message, JMSSupport.JAMES_MAIL_STATE),
                noted(message, MailFactsAttributes.RETRY_REASON).orElse(""),
                noted(message, MailFactsAttributes.ARCHIVE_ID));
    }

    static QueuedMail of(QueuePlace place, Mail mail, long size) {
        return new QueuedMail(
                place,
                mail.getName(),
                MailFactsAttributes.text(mail, MailFactsAttributes.RECEIVED_AT)
                        .map(Long::parseLong)
                        .map(Instant::ofEpochMilli)
                        .orElseGet(() -> mail.getLastUpdated().toInstant()),
                Optional.empty(),
                tries(place, MailFactsAttributes.text(mail, triesOf(place))),
                mail.getMaybeSender().asString(""),
                mail.getRecipients().stream().map(MailAddress::asString).toList(),
                size,
                mail.getState(),
                MailFactsAttributes.text(mail, MailFactsAttributes.RETRY_REASON).orElse(""),
                MailFactsAttributes.text(mail, MailFactsAttributes.ARCHIVE_ID));
    }

    private static AttributeName triesOf(QueuePlace place) {
        return place == QueuePlace.OUTGOING
                ? DeliveryRetriesHelper.DELIVERY_RETRY_COUNT
                : MailFactsAttributes.RETRY_COUNT;
    }

    private static int tries(QueuePlace place, Optional<String> noted) {
        return place == QueuePlace.SPOOL ? 0 : noted.map(Integer::parseInt).orElse(0);
    }

    private static String text(Message message, String property) throws JMSException {
        String value = message.getStringProperty(property);
        return value == null ? "" : value;
    }

    /** An attribute of the mail, which James writes into the message as JSON. */
    private static Optional<String> noted(Message message, AttributeName name) throws JMSException {
        String json = message.getStringProperty(name.asString());
        if (json == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    String.valueOf(AttributeValue.fromJsonString(json).value()));
        } catch (IOException e) {
            LOG.debug("{} of a queued mail can't be read", name.asString(), e);
            return Optional.empty();
        }
    }
}
