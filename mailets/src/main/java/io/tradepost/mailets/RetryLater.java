package io.tradepost.mailets;

import java.time.Duration;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.MailQueueName;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a mail aside that could not be handled for a reason of ours, to be tried again after a wait, without end.
 *
 * <p>It waits in a durable queue of its own, not on the spool: there, delayed mail stands in the way of ordinary mail,
 * since the broker looks only so far down a queue. Parameter {@code resume}: the processor in which the mail goes on.
 */
public final class RetryLater extends GenericMailet {
    /** The queue in which mail waits. */
    public static final MailQueueName QUEUE = MailQueueName.of("retry");

    private static final Logger LOG = LoggerFactory.getLogger(RetryLater.class);

    private final MailQueueFactory<?> queues;
    private final RetrySchedule schedule;
    private String resume = Mail.DEFAULT;

    @Inject
    public RetryLater(MailQueueFactory<?> queues, RetrySchedule schedule) {
        this.queues = queues;
        this.schedule = schedule;
    }

    @Override
    public void init() throws MessagingException {
        resume = getInitParameter("resume", Mail.DEFAULT);
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        putAside(mail, resume, Optional.ofNullable(mail.getErrorMessage()).orElse("unknown"));
    }

    /**
     * Puts the mail into the waiting queue and ends its present passage.
     *
     * @param state  the processor it will go on in
     * @param reason for people who look at the queue; its first line is kept
     * @throws MessagingException if the queue can't take it; the mail is then still where it was
     */
    public void putAside(Mail mail, String state, String reason) throws MessagingException {
        int count = mail.getAttribute(MailFactsAttributes.RETRY_COUNT)
                        .map(attribute -> (Integer) attribute.getValue().value())
                        .orElse(0)
                + 1;
        Duration wait = schedule.waitBefore(count);
        String firstLine = reason.lines().findFirst().orElse("unknown");
        mail.setAttribute(new Attribute(MailFactsAttributes.RETRY_COUNT, AttributeValue.of(count)));
        MailFactsAttributes.note(mail, MailFactsAttributes.RETRY_REASON, firstLine);
        // The exception object that James hangs on the mail can't be written to the queue.
        mail.removeAttribute(Mail.MAILET_ERROR);
        mail.setErrorMessage(firstLine);
        mail.setState(state);
        try {
            MailQueue queue = queues.createQueue(QUEUE);
            queue.enQueue(mail, wait);
        } catch (MailQueue.MailQueueException e) {
            throw new MessagingException("the waiting queue could not take " + mail.getName(), e);
        }
        mail.setState(Mail.GHOST);
        LOG.atWarn()
                .addKeyValue("mail", mail.getName())
                .addKeyValue("attempt", count)
                .addKeyValue("wait", wait)
                .addKeyValue("resume", state)
                .addKeyValue("reason", firstLine)
                .log("mail waits");
    }
}
