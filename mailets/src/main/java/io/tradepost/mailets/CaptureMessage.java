package io.tradepost.mailets;

import io.tradepost.archive.Archive;
import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Delivery;
import io.tradepost.archive.Direction;
import io.tradepost.archive.Envelope;
import io.tradepost.archive.Receipt;
import io.tradepost.archive.SessionFacts;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Attribute;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands every mail to the archive and returns when it is durable there (laws L2, L3, L5).
 *
 * <p>It must be the first mailet of {@code root}: later ones may split recipients, add headers or drop the mail. The key
 * of the delivery is the mail's name in the queue, which a redelivery keeps, so that it is archived once however often it
 * comes by (law L1). When the archive can't take it, the exception sends the mail to wait ({@link RetryLater}).
 */
public final class CaptureMessage extends GenericMailet {
    private static final Logger LOG = LoggerFactory.getLogger(CaptureMessage.class);

    private final Archive archive;
    private final CompanyDirectory directory;
    private final Clock clock;

    @Inject
    public CaptureMessage(Archive archive, CompanyDirectory directory, Clock clock) {
        this.archive = archive;
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        try {
            List<String> to =
                    mail.getRecipients().stream().map(MailAddress::asString).toList();
            String from = mail.getMaybeSender().asString("");
            Direction direction = direction(mail, to);
            Receipt receipt = archive.capture(new Delivery(
                    mail.getName(),
                    receivedAt(mail),
                    direction,
                    new Envelope(from, to),
                    facts(mail),
                    accounts(mail, from, to),
                    ReceivedContent.of(mail)));
            MailFactsAttributes.note(
                    mail, MailFactsAttributes.ARCHIVE_ID, receipt.id().value());
            MailFactsAttributes.note(mail, MailFactsAttributes.DIRECTION, direction.word());
            LOG.atInfo()
                    .addKeyValue("mail", mail.getName())
                    .addKeyValue("archive", receipt.id())
                    .addKeyValue("sequence", receipt.sequence())
                    .addKeyValue("direction", direction.word())
                    .addKeyValue("repeated", receipt.repeated())
                    .log("captured");
        } catch (ArchiveException e) {
            throw new MessagingException("the archive could not take " + mail.getName() + ": " + e.getMessage(), e);
        }
    }

    private Direction direction(Mail mail, List<String> to) {
        boolean fromOutside = mail.getAttribute(Mail.SMTP_SESSION_ID).isPresent()
                && authUser(mail).isEmpty();
        if (fromOutside) {
            return Direction.INBOUND;
        }
        return to.stream().allMatch(directory::isOurs) ? Direction.INTERNAL : Direction.OUTBOUND;
    }

    private List<String> accounts(Mail mail, String from, List<String> to) {
        java.util.TreeSet<String> accounts = new java.util.TreeSet<>(directory.accountsBehind(to));
        authUser(mail).map(CompanyDirectory::normalise).ifPresent(accounts::add);
        if (!mail.getAttribute(Mail.SMTP_SESSION_ID).isPresent() && directory.isOurs(from)) {
            accounts.addAll(directory.accountsBehind(List.of(from)));
        }
        return List.copyOf(accounts);
    }

    private Instant receivedAt(Mail mail) {
        return MailFactsAttributes.text(mail, MailFactsAttributes.RECEIVED_AT)
                .map(Long::parseLong)
                .map(Instant::ofEpochMilli)
                .orElseGet(clock::instant);
    }

    private static Optional<String> authUser(Mail mail) {
        return mail.getAttribute(Mail.SMTP_AUTH_USER)
                .map(Attribute::getValue)
                .map(value -> String.valueOf(value.value()));
    }

    private static SessionFacts facts(Mail mail) {
        boolean bySmtp = mail.getAttribute(Mail.SMTP_SESSION_ID).isPresent();
        Map<String, String> more = MailFactsAttributes.text(mail, MailFactsAttributes.TRACE)
                .map(trace -> Map.of("trace", trace.strip()))
                .orElseGet(Map::of);
        return new SessionFacts(
                bySmtp ? Optional.ofNullable(mail.getRemoteAddr()).orElse("") : "",
                MailFactsAttributes.text(mail, Mail.SMTP_HELO).orElse(""),
                MailFactsAttributes.text(mail, MailFactsAttributes.TLS).orElse(""),
                authUser(mail).orElse(""),
                mail.getName(),
                bySmtp ? "smtp" : "local",
                more);
    }
}
