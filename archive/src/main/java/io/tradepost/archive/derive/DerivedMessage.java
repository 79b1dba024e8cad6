package io.tradepost.archive.derive;

import io.tradepost.archive.ArchivedMessage;
import io.tradepost.archive.Delivery;
import io.tradepost.archive.Envelope;
import io.tradepost.archive.Link;
import io.tradepost.archive.SessionFacts;
import io.tradepost.archive.mime.CleanText;
import io.tradepost.archive.mime.MailAddress;
import io.tradepost.archive.mime.MessageParser;
import io.tradepost.archive.mime.ParsedMessage;
import io.tradepost.archive.payload.StoredDelivery;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An archived delivery together with what could be read of it.
 *
 * @param stored    as it stands in the journal
 * @param parsed    what the message says
 * @param documents what its documents say, as far as that is known
 */
public record DerivedMessage(StoredDelivery stored, ParsedMessage parsed, DocumentTexts documents) {
    /** Most characters of a snippet. */
    public static final int SNIPPET = 200;

    private static final int SUBJECT = 2000;
    private static final int ADDRESS = 1000;
    private static final int MOST_SHOWN = 1000;

    /** Reads the message, without its documents. */
    public static DerivedMessage of(StoredDelivery stored) {
        return of(stored, AttachmentTexts.OFF);
    }

    /** Reads the message and looks up what its documents say. */
    public static DerivedMessage of(StoredDelivery stored, AttachmentTexts texts) {
        ParsedMessage parsed = MessageParser.parse(stored.delivery().content());
        return new DerivedMessage(stored, parsed, DocumentTexts.of(parsed, texts));
    }

    /** All text of attachments that is known. */
    public List<String> attachmentTexts() {
        return Stream.concat(Stream.of(parsed.attachmentText()), documents.texts().stream())
                .toList();
    }

    /** What could not be read for search, and why. */
    public List<String> unsearchable() {
        return Stream.concat(parsed.unsearchable().stream(), documents.unsearchable().stream())
                .toList();
    }

    /**
     * As people see it, without links and with its first text as snippet; documents as still to be read. Times have
     * milliseconds.
     */
    public ArchivedMessage shown() {
        Delivery delivery = stored.delivery();
        return new ArchivedMessage(
                stored.id(),
                delivery.receivedAt().truncatedTo(ChronoUnit.MILLIS),
                delivery.direction(),
                new Envelope(
                        CleanText.of(delivery.envelope().from()),
                        delivery.envelope().to().stream().map(CleanText::of).toList()),
                displays(parsed.from()).stream().collect(Collectors.joining(", ")),
                displays(parsed.to()),
                displays(parsed.cc()),
                CleanText.shortened(parsed.subject(), SUBJECT),
                CleanText.shortened(parsed.messageId(), ADDRESS),
                stored.size(),
                stored.sha256(),
                delivery.accounts().stream().map(CleanText::of).toList(),
                parsed.attachments().stream()
                        .limit(MOST_SHOWN)
                        .map(file -> documents.shown(file))
                        .toList(),
                List.of(),
                firstText(),
                session(delivery.session()),
                parsed.unsearchable());
    }

    /** The same with these links and this snippet. */
    public static ArchivedMessage with(ArchivedMessage message, List<Link> links, String snippet) {
        return new ArchivedMessage(
                message.id(),
                message.receivedAt(),
                message.direction(),
                message.envelope(),
                message.from(),
                message.to(),
                message.cc(),
                message.subject(),
                message.messageId(),
                message.size(),
                message.sha256(),
                message.account(),
                message.attachments(),
                links,
                snippet,
                message.session(),
                message.unsearchable());
    }

    private String firstText() {
        String text = parsed.text();
        // Four times as much as is shown: folding white space makes it shorter.
        String start = text.length() > 4 * SNIPPET ? text.substring(0, 4 * SNIPPET) : text;
        return CleanText.shortened(CleanText.line(start), SNIPPET);
    }

    private static List<String> displays(List<MailAddress> addresses) {
        return addresses.stream()
                .limit(MOST_SHOWN)
                .map(address -> CleanText.shortened(address.display(), ADDRESS))
                .toList();
    }

    private static SessionFacts session(SessionFacts facts) {
        Map<String, String> more = new TreeMap<>();
        facts.more().forEach((key, value) -> more.put(CleanText.of(key), CleanText.of(value)));
        return new SessionFacts(
                CleanText.of(facts.remoteAddress()),
                CleanText.of(facts.helo()),
                CleanText.of(facts.tls()),
                CleanText.of(facts.authUser()),
                CleanText.of(facts.queueId()),
                CleanText.of(facts.source()),
                more);
    }
}
