package io.tradepost.mailets;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.Domain;
import org.apache.james.core.MailAddress;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.transport.mailets.remote.delivery.Bouncer;
import org.apache.james.transport.mailets.remote.delivery.DeliveryRetriesHelper;
import org.apache.james.transport.mailets.remote.delivery.DeliveryRunnable;
import org.apache.james.transport.mailets.remote.delivery.RemoteDeliveryConfiguration;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.ProcessingState;
import org.apache.mailet.base.GenericMailet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends mail to other servers, with James's own machinery for it. Takes the parameters of James's {@code RemoteDelivery}, and
 * {@code resume}: the processor in which a mail goes on that had to wait.
 *
 * <p>James's mailet bounces whatever could not be sent, a wrong password at our own relay too; drops such a mail where it has
 * no sender; and forgets the recipients whose queue entry could not be written. Here a fault of ours makes the mail wait
 * ({@link RelayFault}), and what was not handed on stays with the mail.
 */
public final class DeliverRemotely extends GenericMailet {
    private static final Logger LOG = LoggerFactory.getLogger(DeliverRemotely.class);
    private static final String NAME_JUNCTION = "-to-";

    private final DNSService dns;
    private final DomainList domains;
    private final MailQueueFactory<?> queues;
    private final MetricFactory metrics;
    private final RetryLater retryLater;
    private Optional<Running> running = Optional.empty();

    @Inject
    public DeliverRemotely(
            DNSService dns,
            DomainList domains,
            MailQueueFactory<?> queues,
            MetricFactory metrics,
            RetryLater retryLater) {
        this.dns = dns;
        this.domains = domains;
        this.queues = queues;
        this.metrics = metrics;
        this.retryLater = retryLater;
    }

    private record Running(MailQueue queue, boolean relayed, DeliveryRunnable delivery) {}

    @Override
    public void init() {
        RemoteDeliveryConfiguration configuration = new RemoteDeliveryConfiguration(getMailetConfig(), domains);
        boolean relayed = !configuration.getGatewayServer().isEmpty();
        MailQueue queue = queues.createQueue(configuration.getOutGoingQueueName());
        DeliveryRunnable delivery = new DeliveryRunnable(
                queue, configuration, dns, metrics, getMailetContext(), new GivenUp(configuration));
        delivery.start();
        running = Optional.of(new Running(queue, relayed, delivery));
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        Running parts = running.orElseThrow(() -> new MessagingException("not started"));
        if (parts.relayed()) {
            parts.queue().enQueue(mail);
        } else {
            enqueueByDomain(mail, parts.queue());
        }
        mail.setState(Mail.GHOST);
    }

    /** One entry for each domain, since each has servers of its own. */
    private static void enqueueByDomain(Mail mail, MailQueue queue) throws MessagingException {
        String name = mail.getName();
        List<MailAddress> left = new ArrayList<>(mail.getRecipients());
        Map<Domain, List<MailAddress>> byDomain = new LinkedHashMap<>();
        for (MailAddress recipient : left) {
            byDomain.computeIfAbsent(recipient.getDomain(), domain -> new ArrayList<>())
                    .add(recipient);
        }
        try {
            for (Map.Entry<Domain, List<MailAddress>> target : byDomain.entrySet()) {
                String ending = NAME_JUNCTION + target.getKey().name();
                mail.setRecipients(target.getValue());
                // A mail that waited has the ending already, and would grow by one each time.
                mail.setName(name.endsWith(ending) ? name : name + ending);
                queue.enQueue(mail);
                left.removeAll(target.getValue());
            }
        } finally {
            mail.setName(name);
            mail.setRecipients(left);
        }
    }

    @Override
    public void destroy() {
        running.map(Running::delivery).ifPresent(DeliveryRunnable::dispose);
    }

    @Override
    public String getMailetInfo() {
        return "Sends mail to other servers";
    }

    /** What happens to a mail that James would give up. An exception from here leaves it in its queue. */
    private final class GivenUp extends Bouncer {
        private final Optional<ProcessingState> bounces;
        private final Collection<String> relays;
        private final String resume = getInitParameter("resume", "relay");

        GivenUp(RemoteDeliveryConfiguration configuration) {
            super(configuration, getMailetContext());
            this.bounces = configuration.getBounceProcessor();
            this.relays = configuration.getGatewayServer();
        }

        @Override
        public void bounce(Mail mail, Exception failure) {
            try {
                Optional<String> ours = RelayFault.in(failure, !relays.isEmpty());
                if (ours.isPresent()) {
                    mail.removeAttribute(DeliveryRetriesHelper.DELIVERY_RETRY_COUNT);
                    String via = relays.isEmpty() ? "sending" : "relay " + String.join(", ", relays);
                    retryLater.putAside(mail, resume, via + ": " + ours.get());
                } else {
                    giveUp(mail, failure);
                }
            } catch (MessagingException e) {
                throw new IllegalStateException("mail " + mail.getName() + " stays in the outgoing queue", e);
            }
        }

        private void giveUp(Mail mail, Exception failure) throws MessagingException {
            if (!mail.hasSender() || bounces.isEmpty()) {
                // RFC 5321 section 4.5.5: nobody is told that a report could not be delivered.
                LOG.atInfo().addKeyValue("mail", mail.getName()).log("given up, and nobody to tell");
                return;
            }
            mail.setAttribute(new Attribute(DELIVERY_ERROR, AttributeValue.of(getErrorMsg(failure))));
            getMailetContext().sendMail(mail, bounces.get().getValue());
        }
    }
}
