package io.tradepost.archive.mime;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.field.datetime.parser.DateTimeParser;
import org.apache.james.mime4j.field.datetime.parser.ParseException;
import org.apache.james.mime4j.field.datetime.parser.TokenMgrError;

/** The headers of one entity, raw, decoded when asked for. */
final class MessageHeaders {
    private static final Pattern ID = Pattern.compile("<[^<>\\s]{1,1000}>");
    private static final int MOST_IDS = 500;
    private static final int MOST_LINE = 64 << 10;

    private final Map<String, List<byte[]>> fields = new HashMap<>();
    private final PartBudget budget;
    private int count;

    MessageHeaders(PartBudget budget) {
        this.budget = budget;
    }

    /** Keeps a field if there is room. */
    void add(String name, byte[] body) {
        if (++count > PartBudget.MOST_HEADERS) {
            budget.unsearchable("headers beyond the first " + PartBudget.MOST_HEADERS);
            return;
        }
        byte[] kept = body;
        if (body.length > PartBudget.MOST_HEADER_BYTES) {
            budget.unsearchable("header " + name + " beyond its first " + PartBudget.MOST_HEADER_BYTES + " bytes");
            kept = java.util.Arrays.copyOf(body, PartBudget.MOST_HEADER_BYTES);
        }
        fields.computeIfAbsent(name.strip().toLowerCase(Locale.ROOT), none -> new ArrayList<>(1))
                .add(kept);
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    /** The first field of this name, decoded, on one line; empty if there is none. */
    String line(String name) {
        return first(name)
                .map(raw -> CleanText.shortened(
                        CleanText.line(EncodedWords.decode(unfolded(raw), budget::defect)), MOST_LINE))
                .orElse("");
    }

    /** Mailboxes of all fields of this name; more than one field breaks RFC 5322 section 3.6 but is seen. */
    List<MailAddress> addresses(String name) {
        List<MailAddress> all = new ArrayList<>();
        for (byte[] raw : fields.getOrDefault(name, List.of())) {
            all.addAll(AddressList.parse(unfolded(raw), budget::defect));
        }
        return List.copyOf(all);
    }

    /** Message ids, with brackets. */
    List<String> ids(String name) {
        List<String> ids = new ArrayList<>();
        for (byte[] raw : fields.getOrDefault(name, List.of())) {
            Matcher matcher = ID.matcher(unfolded(raw));
            while (matcher.find() && ids.size() < MOST_IDS) {
                ids.add(CleanText.line(matcher.group()));
            }
        }
        return List.copyOf(ids);
    }

    /** A structured header with parameters. */
    HeaderParameters parameters(String name) {
        return HeaderParameters.parse(first(name).map(this::unfolded).orElse(""), budget::defect);
    }

    /** The Date header. */
    Optional<Instant> date() {
        return first("date").map(this::unfolded).flatMap(MessageHeaders::parseDate);
    }

    static Optional<Instant> parseDate(String text) {
        try {
            var parsed = new DateTimeParser(new java.io.StringReader(text.strip())).parseAll();
            return Optional.of(parsed.getDate().toInstant());
        } catch (ParseException | TokenMgrError | RuntimeException e) {
            return isoDate(text);
        }
    }

    private static Optional<Instant> isoDate(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Optional<byte[]> first(String name) {
        return Optional.ofNullable(fields.get(name)).map(List::getFirst);
    }

    /** Raw eight-bit headers have no label of their own; the body's is the best guess. */
    private String unfolded(byte[] raw) {
        String hint = CharsetDecoding.ascii(raw)
                ? ""
                : HeaderParameters.parse(
                                new String(
                                        first("content-type").orElse(new byte[0]),
                                        java.nio.charset.StandardCharsets.ISO_8859_1),
                                none -> {})
                        .get("charset");
        // Valid UTF-8 is UTF-8 whatever the label says (RFC 6532).
        boolean utf8 =
                CharsetDecoding.decode(raw, "").text().equals(new String(raw, java.nio.charset.StandardCharsets.UTF_8));
        return EncodedWords.unfolded(raw, utf8 ? "utf-8" : hint, budget::defect);
    }
}
