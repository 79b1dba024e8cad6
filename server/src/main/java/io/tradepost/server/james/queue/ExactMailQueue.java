package io.tradepost.server.james.queue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import javax.jms.ConnectionFactory;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageConsumer;
import javax.jms.MessageProducer;
import javax.jms.ObjectMessage;
import javax.jms.QueueBrowser;
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
    private static final long SECOND_COPY_MILLIS = 50;

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
        byte[] bytes = ExactMimeMessage.bytes(mail.getMessage());
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

    /** What lies here, in the order in which it came; the messages themselves are not opened. */
    List<QueuedMail> look(QueuePlace place) throws MailQueueException {
        List<QueuedMail> found = new ArrayList<>();
        try (Looking looking = new Looking(connection.createSession(false, Session.AUTO_ACKNOWLEDGE))) {
            QueueBrowser browser =
                    looking.session().createBrowser(looking.session().createQueue(queueName.asString()));
            Enumeration<?> messages = browser.getEnumeration();
            while (messages.hasMoreElements()) {
                found.add(QueueEntries.of(place, (Message) messages.nextElement()));
            }
            return found;
        } catch (JMSException e) {
            throw new MailQueueException("can't look into " + queueName.asString(), e);
        }
    }

    /**
     * Moves a mail to the end of a queue, to be handled at once. It is in one of the two at every moment.
     *
     * @return whether it was here and nobody was working on it
     */
    boolean move(String name, MailQueueName target) throws MailQueueException {
        return take(name, (session, message) -> {
            Message copy = copy(session, message);
            copy.setLongProperty(JAMES_NEXT_DELIVERY, NO_DELAY);
            MessageProducer to = session.createProducer(session.createQueue(target.asString()));
            to.send(copy, message.getJMSDeliveryMode(), message.getJMSPriority(), Message.DEFAULT_TIME_TO_LIVE);
        });
    }

    /**
     * Takes a mail out for good, once it is safe elsewhere.
     *
     * @param keep what makes it so; when it throws, the mail stays here
     * @return whether it was here and nobody was working on it
     */
    boolean takeOut(String name, Keeper keep) throws MailQueueException {
        return take(name, (session, message) -> keep.keep(createMail(message)));
    }

    /** Somewhere else for a mail. */
    @FunctionalInterface
    interface Keeper {
        void keep(Mail mail) throws MessagingException;
    }

    @FunctionalInterface
    private interface Work {
        void on(Session session, Message message) throws JMSException, MessagingException;
    }

    /** All copies of that name: after a crash there can be two, and one left behind would look as if nothing had been done. */
    private boolean take(String name, Work work) throws MailQueueException {
        String selector = JAMES_MAIL_NAME + " = '" + name.replace("'", "''") + "'";
        try (Looking looking = new Looking(connection.createSession(true, Session.SESSION_TRANSACTED))) {
            Session own = looking.session();
            MessageConsumer consumer = own.createConsumer(own.createQueue(queueName.asString()), selector);
            List<Message> taken = new ArrayList<>();
            Message message = consumer.receive(RECEIVE_MILLIS);
            while (message != null) {
                taken.add(message);
                message = consumer.receive(SECOND_COPY_MILLIS);
            }
            for (Message each : taken) {
                work.on(own, each);
            }
            own.commit();
            return !taken.isEmpty();
        } catch (JMSException | MessagingException e) {
            // Closing the session has rolled back what was not committed.
            throw new MailQueueException("mail " + name + " stays in " + queueName.asString(), e);
        }
    }

    /** A session that is closed whatever happens. */
    private record Looking(Session session) implements AutoCloseable {
        @Override
        public void close() throws JMSException {
            session.close();
        }
    }
}
