package io.tradepost.server.james.imap;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import javax.inject.Inject;
import org.apache.james.imap.api.ImapConstants;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.Capability;
import org.apache.james.imap.api.message.response.StatusResponse.ResponseCode;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.request.EnableRequest;
import org.apache.james.imap.processor.CapabilityProcessor;
import org.apache.james.imap.processor.EnableProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager.MailboxMetaData;
import org.apache.james.mailbox.MessageManager.MailboxMetaData.RecentMode;
import org.apache.james.metrics.api.MetricFactory;
import reactor.core.publisher.Mono;

/**
 * ENABLE that tells the highest mod-sequence of the mailbox that is selected already, when it turns CONDSTORE on (RFC 7162
 * section 3.1): the client needs it to say later what it has seen.
 */
public final class AnnouncedEnableProcessor extends EnableProcessor {
    private static final Set<Capability> CONDSTORE =
            Set.of(ImapConstants.SUPPORTS_CONDSTORE, ImapConstants.SUPPORTS_QRESYNC);

    private final StatusResponseFactory responses;

    @Inject
    public AnnouncedEnableProcessor(
            MailboxManager mailboxes,
            StatusResponseFactory responses,
            MetricFactory metrics,
            CapabilityProcessor capabilities) {
        super(mailboxes, responses, metrics, capabilities);
        this.responses = responses;
    }

    @Override
    protected Mono<Void> processRequestReactive(EnableRequest request, ImapSession session, Responder responder) {
        boolean turnsOn = session.getSelected() != null
                && request.getCapabilities().contains(ImapConstants.SUPPORTS_CONDSTORE)
                // With QRESYNC James tells it.
                && !request.getCapabilities().contains(ImapConstants.SUPPORTS_QRESYNC)
                && getEnabledCapabilities(session).stream().noneMatch(CONDSTORE::contains);
        return turnsOn
                ? highest(session, responder).then(super.processRequestReactive(request, session, responder))
                : super.processRequestReactive(request, session, responder);
    }

    private Mono<Void> highest(ImapSession session, Responder responder) {
        MailboxSession person = session.getMailboxSession();
        return Mono.from(getMailboxManager()
                        .getMailboxReactive(session.getSelected().getMailboxId(), person))
                .flatMap(mailbox -> Mono.fromCallable(() -> mailbox.getMetaDataReactive(
                        RecentMode.IGNORE, person, EnumSet.of(MailboxMetaData.Item.HighestModSeq))))
                .flatMap(Function.identity())
                .doOnNext(meta -> responder.respond(responses.untaggedOk(
                        HumanReadableText.HIGHEST_MOD_SEQ, ResponseCode.highestModSeq(meta.getHighestModSeq()))))
                .then();
    }
}
