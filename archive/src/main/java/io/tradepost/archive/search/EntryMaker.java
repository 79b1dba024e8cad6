package io.tradepost.archive.search;

import io.tradepost.archive.Delivery;
import io.tradepost.archive.Facet;
import io.tradepost.archive.Link;
import io.tradepost.archive.LinkStatus;
import io.tradepost.archive.derive.DerivedMessage;
import io.tradepost.archive.journal.Digests;
import io.tradepost.archive.mime.CleanText;
import io.tradepost.archive.mime.MailAddress;
import io.tradepost.archive.mime.ParsedMessage;
import io.tradepost.archive.similar.MinHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the index's entry of a message and the newest decision on its links; labels are put on it afterwards. */
final class EntryMaker {
    /** What a label begins with that says under which hold a message is. */
    static final String HOLD = Fields.HOLD + ":";

    /** What a label begins with that tells of a decision on links which is not the newest. */
    static final String FORMER = "former:";

    private static final int LONGEST_EXACT = 500;

    private final Map<String, Long> numbers = new LinkedHashMap<>();
    private final Map<String, Set<String>> keywords = new LinkedHashMap<>();
    private final Map<String, List<String>> texts = new LinkedHashMap<>();
    private final Map<Facet, Set<String>> facets = new EnumMap<>(Facet.class);
    private final DerivedMessage message;

    private EntryMaker(DerivedMessage message) {
        this.message = message;
    }

    /**
     * The entry, without labels.
     *
     * @param links       newest decision; empty list of links if there was none
     * @param linkSequence its sequence; -1 if there was none
     */
    static IndexEntry of(DerivedMessage message, List<Link> links, long linkSequence) {
        EntryMaker made = new EntryMaker(message);
        made.facts();
        made.words();
        made.people();
        made.thread();
        made.links(links);
        return new IndexEntry(
                message.stored().id(),
                message.stored().sequence(),
                linkSequence,
                made.numbers,
                made.keywords,
                made.texts,
                made.facets,
                Set.of());
    }

    /** The same entry with these labels, as in {@link IndexEntry#labels}. */
    static IndexEntry labelled(IndexEntry plain, Set<String> labels) {
        Map<String, Set<String>> keywords = new LinkedHashMap<>(plain.keywords());
        Set<String> has = new LinkedHashSet<>(keywords.getOrDefault(Fields.HAS, Set.of()));
        Set<String> holds = new LinkedHashSet<>();
        for (String label : labels) {
            if (label.startsWith(HOLD)) {
                has.add("hold");
                holds.add(key(label.substring(HOLD.length())));
            } else if (label.startsWith(FORMER)) {
                has.add(Fields.RELINKED);
            }
        }
        if (!has.isEmpty()) {
            keywords.put(Fields.HAS, has);
        }
        if (!holds.isEmpty()) {
            keywords.put(Fields.HOLD, holds);
        }
        return new IndexEntry(
                plain.id(),
                plain.sequence(),
                plain.linkEvent(),
                plain.numbers(),
                keywords,
                plain.texts(),
                plain.facets(),
                labels);
    }

    /** The form under which order numbers and customer codes are looked up: folded, without separators. */
    static String key(String text) {
        String folded = Folding.fold(CleanText.of(text));
        String plain = folded.codePoints()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return bounded(plain.isEmpty() ? folded : plain);
    }

    /** The form under which an address is looked up. */
    static String address(String text) {
        return bounded(CleanText.of(text).strip().toLowerCase(Locale.ROOT));
    }

    private void facts() {
        Delivery delivery = message.stored().delivery();
        keyword(Fields.ID, message.stored().id().value());
        numbers.put(Fields.SEQUENCE, message.stored().sequence());
        numbers.put(Fields.TIME, delivery.receivedAt().toEpochMilli());
        numbers.put(Fields.SIZE, message.stored().size());
        keyword(Fields.DIRECTION, delivery.direction().word());
        facets.put(Facet.DIRECTION, Set.of(delivery.direction().word()));
    }

    private void words() {
        ParsedMessage parsed = message.parsed();
        text(Fields.SUBJECT, List.of(parsed.subject()));
        text(Fields.BODY, List.of(parsed.text(), parsed.alternativeText()));
        List<String> names = parsed.attachments().stream()
                .map(ParsedMessage.AttachedFile::name)
                .toList();
        text(Fields.FILENAME, names);
        text(
                Fields.ATTACHMENT,
                Stream.concat(names.stream(), message.attachmentTexts().stream())
                        .toList());
        if (!parsed.attachments().isEmpty()) {
            keyword(Fields.HAS, "attachment");
        }
        if (parsed.hasLink()) {
            keyword(Fields.HAS, "link");
        }
        if (!message.unsearchable().isEmpty()) {
            keyword(Fields.HAS, "unsearchable");
        }
        if (message.documents().missing()) {
            keyword(Fields.HAS, Fields.WAITING);
        }
        MinHash.terms(BodyShingles.of(message)).forEach(term -> keyword(Fields.NEAR, term));
        facets.put(Facet.TYPE, AttachmentClass.of(parsed.attachments()));
    }

    /** What a later message of the same thread names, and what this one names. */
    private void thread() {
        ParsedMessage parsed = message.parsed();
        if (!parsed.messageId().isEmpty()) {
            keyword(Fields.MESSAGE_ID, bounded(parsed.messageId()));
        }
        ThreadHeaders.references(parsed).forEach(id -> keyword(Fields.REFERENCE, bounded(id)));
    }

    private void people() {
        ParsedMessage parsed = message.parsed();
        Delivery delivery = message.stored().delivery();
        List<MailAddress> envelopeTo = bare(delivery.envelope().to());
        Set<String> open = Stream.concat(parsed.to().stream(), parsed.cc().stream())
                .map(one -> address(one.address()))
                .collect(Collectors.toSet());
        List<MailAddress> hidden = new ArrayList<>(parsed.bcc());
        envelopeTo.stream()
                .filter(one -> !open.contains(address(one.address())))
                .forEach(hidden::add);
        people(Fields.FROM, parsed.from());
        String sender = parsed.from().stream()
                .map(one -> address(one.address()))
                .filter(one -> !one.isEmpty())
                .findFirst()
                .orElseGet(() -> address(delivery.envelope().from()));
        facets.put(Facet.SENDER, sender.isEmpty() ? Set.of() : Set.of(sender));
        people(Fields.TO, parsed.to());
        people(Fields.CC, parsed.cc());
        people(Fields.BCC, hidden);
        people(Fields.ACCOUNT, bare(delivery.accounts()));
        people(
                Fields.PARTICIPANT,
                Stream.of(
                                parsed.from(),
                                parsed.sender(),
                                parsed.replyTo(),
                                parsed.to(),
                                parsed.cc(),
                                hidden,
                                envelopeTo,
                                bare(List.of(delivery.envelope().from())))
                        .flatMap(List::stream)
                        .distinct()
                        .toList());
    }

    private static List<MailAddress> bare(List<String> addresses) {
        return addresses.stream()
                .filter(one -> !one.isEmpty())
                .map(one -> new MailAddress("", CleanText.of(one)))
                .toList();
    }

    private void people(String field, List<MailAddress> people) {
        text(field, people.stream().map(one -> one.name() + " " + one.address()).toList());
        Set<String> exact = new LinkedHashSet<>();
        for (MailAddress one : people) {
            String address = address(one.address());
            if (!address.isEmpty()) {
                exact.add(address);
                domains(address, exact);
            }
        }
        exact.forEach(term -> keyword(field + Fields.EXACT, term));
    }

    /** {@code @} with the domain of an address and with every domain above it. */
    private static void domains(String address, Set<String> into) {
        int at = address.lastIndexOf('@') + 1;
        for (int count = 0; at > 0 && count < 20; count++) {
            into.add("@" + address.substring(at));
            at = address.indexOf('.', at) + 1;
        }
    }

    private void links(List<Link> links) {
        Set<String> customers = new LinkedHashSet<>();
        for (Link link : links) {
            if (link.status() == LinkStatus.LINKED) {
                keyword(Fields.TAG, "linked");
                customers.add(link.customer());
                if (link.kind().equals("customer")) {
                    customers.add(link.key());
                } else {
                    keyword(Fields.ORDER, key(link.key()));
                }
            } else if (link.status() == LinkStatus.SUGGESTED) {
                keyword(Fields.TAG, "review");
            }
        }
        customers.forEach(code -> keyword(Fields.CUSTOMER, key(code)));
        facets.put(
                Facet.CUSTOMER,
                customers.stream()
                        .map(code -> bounded(CleanText.of(code)))
                        .filter(code -> !code.isEmpty())
                        .collect(Collectors.toSet()));
    }

    private void keyword(String field, String term) {
        keywords.computeIfAbsent(field, none -> new LinkedHashSet<>()).add(term);
    }

    private void text(String field, List<String> values) {
        if (values.stream().anyMatch(value -> !value.isEmpty())) {
            texts.put(field, values);
        }
    }

    /** Long strings by their hash: a term has a largest size. */
    static String bounded(String term) {
        return term.length() <= LONGEST_EXACT
                ? term
                : "sha256:" + HexFormat.of().formatHex(Digests.sha256().digest(term.getBytes(StandardCharsets.UTF_8)));
    }
}
