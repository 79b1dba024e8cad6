package io.tradepost.archive.search;

import io.tradepost.archive.Delivery;
import io.tradepost.archive.Link;
import io.tradepost.archive.LinkStatus;
import io.tradepost.archive.derive.DerivedMessage;
import io.tradepost.archive.journal.Digests;
import io.tradepost.archive.mime.CleanText;
import io.tradepost.archive.mime.MailAddress;
import io.tradepost.archive.mime.ParsedMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;

/** Makes the index's document of a message and the newest decision on its links. */
final class IndexDocument {
    /** Characters of text kept for snippets; beyond them the journal is asked. */
    static final int STORED_TEXT = 8192;

    private static final int LONGEST_EXACT = 500;
    private static final FieldType TEXT = textType();

    private final Document document = new Document();
    private final DerivedMessage message;

    private IndexDocument(DerivedMessage message) {
        this.message = message;
    }

    /**
     * The document.
     *
     * @param links       newest decision; empty list of links if there was none
     * @param linkSequence its sequence; -1 if there was none
     */
    static Document of(DerivedMessage message, List<Link> links, long linkSequence) {
        IndexDocument made = new IndexDocument(message);
        made.facts();
        made.words();
        made.people();
        made.links(links, linkSequence);
        return made.document;
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
        document.add(new StringField(Fields.ID, message.stored().id().value(), Field.Store.YES));
        number(Fields.SEQUENCE, message.stored().sequence());
        document.add(new StoredField(Fields.SEQUENCE, message.stored().sequence()));
        number(Fields.TIME, delivery.receivedAt().toEpochMilli());
        number(Fields.SIZE, message.stored().size());
        keyword(Fields.DIRECTION, delivery.direction().word());
        if (!message.parsed().messageId().isEmpty()) {
            keyword(Fields.MESSAGE_ID, bounded(message.parsed().messageId()));
        }
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
                Stream.concat(names.stream(), Stream.of(parsed.attachmentText()))
                        .toList());
        if (!parsed.attachments().isEmpty()) {
            keyword(Fields.HAS, "attachment");
        }
        if (parsed.hasLink()) {
            keyword(Fields.HAS, "link");
        }
        if (!parsed.unsearchable().isEmpty()) {
            keyword(Fields.HAS, "unsearchable");
        }
        String all = parsed.text();
        int end = Math.min(all.length(), STORED_TEXT);
        if (end < all.length() && Character.isHighSurrogate(all.charAt(end - 1))) {
            end--;
        }
        document.add(new StoredField(Fields.TEXT, all.substring(0, end)));
        boolean more = end < all.length()
                || !parsed.alternativeText().isEmpty()
                || !parsed.attachmentText().isEmpty();
        if (more) {
            document.add(new StoredField(Fields.TEXT_CUT, 1));
        }
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

    private void links(List<Link> links, long linkSequence) {
        if (linkSequence >= 0) {
            document.add(new StoredField(Fields.LINK_EVENT, linkSequence));
        }
        Set<String> tags = new LinkedHashSet<>();
        Set<String> customers = new LinkedHashSet<>();
        Set<String> orders = new LinkedHashSet<>();
        for (Link link : links) {
            if (link.status() == LinkStatus.LINKED) {
                tags.add("linked");
                customers.add(key(link.customer()));
                (link.kind().equals("customer") ? customers : orders).add(key(link.key()));
            } else if (link.status() == LinkStatus.SUGGESTED) {
                tags.add("review");
            }
        }
        tags.forEach(tag -> keyword(Fields.TAG, tag));
        customers.forEach(code -> keyword(Fields.CUSTOMER, code));
        orders.forEach(number -> keyword(Fields.ORDER, number));
    }

    private void number(String field, long value) {
        document.add(new LongPoint(field, value));
        document.add(new NumericDocValuesField(field, value));
    }

    private void keyword(String field, String term) {
        document.add(new StringField(field, term, Field.Store.NO));
    }

    private void text(String field, List<String> values) {
        document.add(new Field(field, new TermStream(values), TEXT));
    }

    /** Long strings by their hash: a term has a largest size. */
    static String bounded(String term) {
        return term.length() <= LONGEST_EXACT
                ? term
                : "sha256:" + HexFormat.of().formatHex(Digests.sha256().digest(term.getBytes(StandardCharsets.UTF_8)));
    }

    private static FieldType textType() {
        FieldType type = new FieldType();
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
        type.setTokenized(true);
        type.setOmitNorms(true);
        type.freeze();
        return type;
    }
}
