package io.tradepost.server.james.queue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import javax.jms.ConnectionFactory;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageConsumer;
import javax.jms.ObjectMessage;
import javax.jms.Session;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.queue.activemq.ActiveMQCacheableMailQueue;
import org.apache.james.queue.api.MailQueueItemDecoratorFactory;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.queue.jms.MimeMessageObjectMessageSource;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.Mail;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * James's queue over ActiveMQ with two differences: it keeps a message's bytes as they are, going in and coming out (James
 * writes the headers anew, which mends what a sender broke and turns every byte beyond ASCII into a question mark, before
 * anything could archive it: law L2), and it looks for delayed mail each second, where James fixes its idea of "now" for ten.
 */
final class ExactMailQueue extends ActiveMQCacheableMailQueue {
    private static final long RECEIVE_MILLIS = 1_000;

    private final Flux<MailQueueItem> items;

    ExactMailQueue(
            ConnectionFactory connections,
            MailQueueItemDecoratorFactory decorators,
            MailQueueName name,
            MetricFactory metrics,
            GaugeRegistry gauges) {
        super(connections, decorators, name, false, metrics, gauges);
        this.items = Mono.defer(this::next).repeat();
    }

    @Override
    public Flux<MailQueueItem> deQueue() {
        return items;
    }

    private Mono<MailQueueItem> next() {
        Session dequeueSession = null;
        MessageConsumer consumer = null;
        try {
            dequeueSession = connection.createSession(true, Session.SESSION_TRANSACTED);
            consumer = dequeueSession.createConsumer(
                    dequeueSession.createQueue(queueName.asString()), getMessageSelector());
            Message message = consumer.receive(RECEIVE_MILLIS);
            if (message != null) {
                dequeuedMailsMetric.increment();
                return createMailQueueItem(dequeueSession, consumer, message);
            }
            dequeueSession.commit();
            close(dequeueSession, consumer);
            return Mono.empty();
        } catch (JMSException | MessagingException e) {
            rollback(dequeueSession);
            close(dequeueSession, consumer);
            return Mono.error(new MailQueueException("Unable to dequeue from " + queueName.asString(), e));
        }
    }

    private static void close(@Nullable Session session, @Nullable MessageConsumer consumer) {
        closeConsumer(consumer);
        closeSession(session);
    }

    @Override
    protected void produceMail(Map<String, Object> properties, int priority, Mail mail)
            throws JMSException, MessagingException, IOException {
        byte[] bytes = bytes(mail.getMessage());
        ObjectMessage message = session.createObjectMessage();
        for (Map.Entry<String, Object> property : properties.entrySet()) {
            message.setObjectProperty(property.getKey(), property.getValue());
        }
        message.setObject(bytes);
        producer.send(message, Message.DEFAULT_DELIVERY_MODE, priority, Message.DEFAULT_TIME_TO_LIVE);
    }

    /** James gives the mail a copy, written through its header classes. It gets the message as it lies in the queue instead. */
    @Override
    protected Mono<MailQueueItem> createMailQueueItem(Session dequeueSession, MessageConsumer consumer, Message message)
            throws JMSException, MessagingException {
        MimeMessage stored = mimeMessage(message);
        return super.createMailQueueItem(dequeueSession, consumer, message).flatMap(item -> {
            if (item.getMail() instanceof MailImpl mail && stored instanceof MimeMessageWrapper exact) {
                try {
                    mail.setMessageNoCopy(exact);
                } catch (MessagingException e) {
                    return Mono.error(e);
                }
            }
            return Mono.just(item);
        });
    }

    @Override
    protected MimeMessage mimeMessage(Message message) throws MessagingException, JMSException {
        return message instanceof ObjectMessage object
                ? new ExactMimeMessage(new MimeMessageObjectMessageSource(object))
                : super.mimeMessage(message);
    }

    private static byte[] bytes(MimeMessage message) throws MessagingException, IOException {
        if (message instanceof MimeMessageWrapper wrapper) {
            try (InputStream in = wrapper.getMessageInputStream()) {
                return in.readAllBytes();
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        message.writeTo(out);
        return out.toByteArray();
    }
}
