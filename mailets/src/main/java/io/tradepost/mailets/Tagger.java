package io.tradepost.mailets;

import io.tradepost.archive.Archive;
import io.tradepost.archive.Content;
import io.tradepost.archive.Direction;
import io.tradepost.archive.Envelope;
import io.tradepost.archive.Link;
import io.tradepost.archive.LinkEvent;
import io.tradepost.archive.LinkStatus;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.mime.MailAddress;
import io.tradepost.archive.mime.MessageParser;
import io.tradepost.archive.mime.ParsedMessage;
import io.tradepost.trade.MailFacts;
import io.tradepost.trade.Match;
import io.tradepost.trade.Matcher;
import io.tradepost.trade.PriorLink;
import io.tradepost.trade.TradeDatabase;
import io.tradepost.trade.TradeSnapshot;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;

/**
 * Asks the matcher about a message and writes its decision to the archive, in flow or later.
 *
 * <p>A decision is written even when it finds nothing, so that "looked at, nothing found" and "not looked at yet" can be
 * told apart. While the trade database was never read there is no decision: the message is tagged once it was (law L9).
 */
public final class Tagger {
    /** How many ancestors of a message are asked for their links. */
    private static final int LONGEST_CHAIN = 64;

    private final Archive archive;
    private final TradeDatabase trade;
    private final Matcher matcher;
    private final Set<String> ownDomains;
    private final Clock clock;

    @Inject
    public Tagger(Archive archive, TradeDatabase trade, Matcher matcher, CompanyDirectory directory, Clock clock) {
        this.archive = archive;
        this.trade = trade;
        this.matcher = matcher;
        this.ownDomains = directory.domains();
        this.clock = clock;
    }

    /**
     * Decides and records.
     *
     * @return the decision; empty if the trade database has not been read yet
     */
    public Optional<LinkEvent> tag(MessageId id, Direction direction, Envelope envelope, Content content) {
        TradeSnapshot snapshot = trade.snapshot();
        if (!snapshot.loaded()) {
            return Optional.empty();
        }
        MailFacts facts = facts(direction, envelope, MessageParser.parse(content));
        List<Link> links =
                matcher.match(facts, snapshot).stream().map(Tagger::link).toList();
        LinkEvent event = new LinkEvent(id, clock.instant(), "matcher", Matcher.basis(snapshot), links);
        archive.link(event);
        return Optional.of(event);
    }

    private MailFacts facts(Direction direction, Envelope envelope, ParsedMessage message) {
        return new MailFacts(
                message.from().stream().findFirst().map(MailAddress::address).orElse(""),
                addresses(message.replyTo()),
                addresses(message.to()),
                addresses(message.cc()),
                envelope.to(),
                envelope.from(),
                direction != Direction.INBOUND,
                ownDomains,
                message.subject(),
                message.text(),
                message.attachments().stream()
                        .map(ParsedMessage.AttachedFile::name)
                        .filter(name -> !name.isEmpty())
                        .toList(),
                chain(message));
    }

    private static List<String> addresses(List<MailAddress> mailboxes) {
        return mailboxes.stream().map(MailAddress::address).toList();
    }

    private List<PriorLink> chain(ParsedMessage message) {
        Set<String> ancestors = new LinkedHashSet<>(message.inReplyTo());
        ancestors.addAll(message.references().reversed());
        return ancestors.stream()
                .limit(LONGEST_CHAIN)
                .flatMap(ancestor -> archive.linksByMessageIdHeader(ancestor).stream()
                        .map(link -> new PriorLink(ancestor, link.kind(), link.key(), link.customer())))
                .toList();
    }

    private static Link link(Match match) {
        return new Link(
                match.kind(),
                match.key(),
                match.customer(),
                match.status() == Match.Status.LINKED ? LinkStatus.LINKED : LinkStatus.SUGGESTED,
                match.probability(),
                match.evidence().stream()
                        .map(evidence -> new Link.Evidence(evidence.type(), evidence.where(), evidence.text()))
                        .toList());
    }
}
