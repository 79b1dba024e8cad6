package io.tradepost.server.james.imap;

import com.google.common.base.Splitter;
import io.tradepost.mailbox.folder.FirstFolders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.api.process.MailboxType;
import org.apache.james.imap.api.process.MailboxTyper;
import org.apache.james.imap.message.request.ListRequest;
import org.apache.james.imap.processor.ListProcessor;
import org.apache.james.imap.processor.StatusProcessor;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.SubscriptionManager;
import org.apache.james.mailbox.model.MailboxConstants;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.metrics.api.MetricFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * LIST that always says what folders are for, as RFC 6154 section 2 allows and as clients want it that never ask; that takes
 * several patterns; and that finds INBOX in any case (RFC 3501 section 5.1).
 */
public final class ExactListProcessor extends ListProcessor<PatternsRequest> {
    @Inject
    public ExactListProcessor(
            MailboxManager mailboxes,
            StatusResponseFactory responses,
            MetricFactory metrics,
            SubscriptionManager subscriptions,
            StatusProcessor statuses,
            MailboxTyper roles) {
        super(PatternsRequest.class, mailboxes, responses, metrics, subscriptions, statuses, roles);
    }

    @Override
    protected Mono<Void> processRequestReactive(PatternsRequest request, ImapSession session, Responder responder) {
        List<String> patterns = patterns(request);
        if (patterns.isEmpty()) {
            return Mono.fromRunnable(() -> okComplete(request, responder));
        }
        MailboxPath junk = MailboxPath.forUser(session.getUserName(), FirstFolders.JUNK);
        return Mono.from(getMailboxManager().mailboxExists(junk, session.getMailboxSession()))
                .flatMap(junkThere -> {
                    ListAnswer answer = new ListAnswer(responder, request.onlySpecial(), junkThere);
                    return Flux.fromIterable(patterns)
                            .concatMap(pattern -> super.processRequestReactive(request.alone(pattern), session, answer))
                            .then(Mono.fromRunnable(answer::end));
                });
    }

    @Override
    protected MailboxType getMailboxType(ListRequest request, ImapSession session, MailboxPath path) {
        return mailboxTyper.getMailboxType(session, path);
    }

    private static List<String> patterns(PatternsRequest request) {
        // What is no modified UTF-7 (RFC 3501 section 5.1.3) matches no name.
        List<String> patterns = new ArrayList<>(
                request.patterns().stream().filter(ExactReader::decodable).toList());
        if (request.getBaseReferenceName().isEmpty()
                && patterns.stream().anyMatch(ExactListProcessor::meansInbox)
                && !patterns.contains(MailboxConstants.INBOX)) {
            patterns.add(MailboxConstants.INBOX);
        }
        return patterns;
    }

    /** Whether it matches INBOX in any case. Both wildcards are the same for a name without a delimiter. */
    private static boolean meansInbox(String pattern) {
        String plain = pattern.toUpperCase(Locale.ROOT).replaceAll("[*%]+", "*");
        // A pattern of many parts would be tried in very many ways, and can't match five letters anyway.
        if (plain.replace("*", "").length() > MailboxConstants.INBOX.length()) {
            return false;
        }
        String expression =
                Splitter.on('*').splitToStream(plain).map(Pattern::quote).collect(Collectors.joining(".*"));
        return MailboxConstants.INBOX.matches(expression);
    }
}
