package io.tradepost.mailets;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Direction;
import io.tradepost.archive.Envelope;
import io.tradepost.archive.Link;
import io.tradepost.archive.LinkEvent;
import io.tradepost.archive.LinkStatus;
import io.tradepost.archive.MessageId;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ties a captured mail to customers and orders and notes the outcome for {@link MarkDelivered}.
 *
 * <p>Whatever goes wrong here, the mail goes on (law L9): a message without a decision is tagged later.
 */
public final class TagMessage extends GenericMailet {
    private static final Logger LOG = LoggerFactory.getLogger(TagMessage.class);
    private static final int LONGEST_HEADER = 900;

    private final Tagger tagger;

    @Inject
    public TagMessage(Tagger tagger) {
        this.tagger = tagger;
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        Optional<String> id = MailFactsAttributes.text(mail, MailFactsAttributes.ARCHIVE_ID);
        Optional<String> direction = MailFactsAttributes.text(mail, MailFactsAttributes.DIRECTION);
        if (id.isEmpty() || direction.isEmpty()) {
            throw new MessagingException("TagMessage must stand after CaptureMessage");
        }
        try {
            Envelope envelope = new Envelope(
                    mail.getMaybeSender().asString(""),
                    mail.getRecipients().stream().map(MailAddress::asString).toList());
            Optional<LinkEvent> decision = tagger.tag(
                    new MessageId(id.get()),
                    Direction.valueOf(direction.get().toUpperCase(Locale.ROOT)),
                    envelope,
                    ReceivedContent.of(mail));
            if (decision.isPresent()) {
                note(mail, decision.get());
            } else {
                LOG.atInfo().addKeyValue("mail", mail.getName()).log("no trade data yet; tagged later");
            }
        } catch (ArchiveException e) {
            LOG.atWarn().addKeyValue("mail", mail.getName()).setCause(e).log("not tagged now; tagged later");
        }
    }

    private static void note(Mail mail, LinkEvent decision) {
        boolean linked = decision.links().stream().anyMatch(link -> link.status() == LinkStatus.LINKED);
        boolean suggested = decision.links().stream().anyMatch(link -> link.status() == LinkStatus.SUGGESTED);
        if (linked) {
            MailFactsAttributes.note(mail, MailFactsAttributes.LINK_KEYWORD, "$Linked");
            String value = decision.links().stream()
                    .filter(link -> link.status() == LinkStatus.LINKED)
                    .map(TagMessage::headerPart)
                    .collect(Collectors.joining("; "));
            MailFactsAttributes.note(mail, MailFactsAttributes.LINK_HEADER, cut(value));
        } else if (suggested) {
            MailFactsAttributes.note(mail, MailFactsAttributes.LINK_KEYWORD, "$Review");
        }
        LOG.atInfo()
                .addKeyValue("mail", mail.getName())
                .addKeyValue("archive", decision.message())
                .addKeyValue("links", decision.links().size())
                .addKeyValue("linked", linked)
                .log("tagged");
    }

    /** Codes and numbers come from the trade database: nothing in them may end the header or look like another part. */
    private static String headerPart(Link link) {
        return link.kind() + "=" + link.key().replaceAll("[^\\x21-\\x3a\\x3c-\\x7e]", "?");
    }

    private static String cut(String value) {
        if (value.length() <= LONGEST_HEADER) {
            return value;
        }
        int end = value.lastIndexOf("; ", LONGEST_HEADER);
        return value.substring(0, Math.max(end, 0)) + "; …".replace("…", "more");
    }
}
