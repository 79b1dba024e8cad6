package io.tradepost.server.james.imap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.mail.Flags;
import org.apache.james.imap.api.message.UidRange;
import org.apache.james.imap.api.process.ImapProcessor.Responder;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.api.process.SelectedMailbox;
import org.apache.james.imap.message.request.AbstractMailboxSelectionRequest;
import org.apache.james.imap.message.response.FetchResponse;
import org.apache.james.imap.message.response.VanishedResponse;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.MessageSequenceNumber;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.ModSeq;
import org.apache.james.mailbox.model.ComposedMessageIdWithMetaData;
import org.apache.james.mailbox.model.MessageRange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What a client is told that comes back to a mailbox (RFC 7162 section 3.2.5): which messages of those it may know are gone,
 * and which have changed since. When a message went is not kept, so that all that are missing are named, as section 4.3
 * allows. James names those between the first and the last that are there, and tells no changes.
 */
final class Resync {
    private final AbstractMailboxSelectionRequest request;
    private final ImapSession session;
    private final Responder client;
    private final long uidNext;

    /**
     * For a client whose mailbox is open.
     *
     * @param uidNext what it was told of the mailbox
     */
    Resync(AbstractMailboxSelectionRequest request, ImapSession session, Responder client, long uidNext) {
        this.request = request;
        this.session = session;
        this.client = client;
        this.uidNext = uidNext;
    }

    /** Tells it, if the client asked for it and the mailbox is the one that it knows. */
    Mono<Void> tell(MailboxManager mailboxes) {
        SelectedMailbox selected = session.getSelected();
        if (request.getLastKnownUidValidity().isUnknown() || selected == null) {
            return Mono.empty();
        }
        return Mono.from(mailboxes.getMailboxReactive(selected.getMailboxId(), session.getMailboxSession()))
                .filterWhen(mailbox -> Mono.fromCallable(() -> request.getLastKnownUidValidity()
                        .correspondsTo(mailbox.getMailboxEntity().getUidValidity())))
                .flatMap(mailbox -> all(mailbox).collectList())
                .doOnNext(there -> say(selected, there))
                .then();
    }

    private Flux<ComposedMessageIdWithMetaData> all(MessageManager mailbox) {
        return Flux.from(mailbox.listMessagesMetadata(MessageRange.all(), session.getMailboxSession()));
    }

    private void say(SelectedMailbox selected, List<ComposedMessageIdWithMetaData> there) {
        Set<MessageUid> uids = new HashSet<>();
        there.forEach(one -> uids.add(one.getComposedMessageId().getUid()));
        UidRange[] gone = gone(uids);
        if (gone.length > 0) {
            client.respond(new VanishedResponse(gone, true));
        }
        long known = Optional.ofNullable(request.getKnownModSeq()).orElse(0L);
        there.stream()
                .filter(one -> one.getModSeq().asLong() > known)
                .filter(one -> asked(one.getComposedMessageId().getUid()))
                .forEach(one -> changed(selected, one));
    }

    private boolean asked(MessageUid uid) {
        return request.getUidSet() == null
                || Arrays.stream(request.getUidSet())
                        .anyMatch(range ->
                                range.getLowVal().compareTo(uid) <= 0 && uid.compareTo(range.getHighVal()) <= 0);
    }

    /** Those that the client may know and that are not there; none beyond the last that ever was. */
    private UidRange[] gone(Set<MessageUid> there) {
        List<UidRange> gone = new ArrayList<>();
        long begin = 0;
        for (long number = 1; number <= uidNext; number++) {
            boolean missing =
                    number < uidNext && !there.contains(MessageUid.of(number)) && asked(MessageUid.of(number));
            if (missing && begin == 0) {
                begin = number;
            } else if (!missing && begin > 0) {
                gone.add(new UidRange(MessageUid.of(begin), MessageUid.of(number - 1)));
                begin = 0;
            }
        }
        return gone.toArray(UidRange[]::new);
    }

    private void changed(SelectedMailbox selected, ComposedMessageIdWithMetaData one) {
        MessageUid uid = one.getComposedMessageId().getUid();
        Flags flags = one.getFlags();
        if (selected.isRecent(uid)) {
            flags.add(Flags.Flag.RECENT);
        } else {
            flags.remove(Flags.Flag.RECENT);
        }
        selected.msn(uid).foldSilent(() -> null, number -> {
            client.respond(fetched(number, uid, flags, one.getModSeq()));
            return null;
        });
    }

    @SuppressWarnings("NullOptional") // James: null for what was not asked for.
    private static FetchResponse fetched(MessageSequenceNumber number, MessageUid uid, Flags flags, ModSeq modSeq) {
        return new FetchResponse(number, flags, uid, null, modSeq, null, null, null, null, null, null, null, null);
    }
}
