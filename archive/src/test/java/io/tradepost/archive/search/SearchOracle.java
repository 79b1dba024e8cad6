package io.tradepost.archive.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.Transliterator;
import io.tradepost.archive.Direction;
import io.tradepost.archive.derive.DerivedMessage;
import io.tradepost.archive.mime.MailAddress;
import io.tradepost.archive.mime.ParsedMessage;
import io.tradepost.archive.payload.Payloads;
import java.lang.Character.UnicodeScript;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Asks an index and judges its answers by a plain look at every message's decoded text. It shares with the index the reading
 * of MIME and nothing else: characters are folded by ICU here, and words are looked for with {@link String#contains}.
 */
final class SearchOracle {
    private static final int MOST_SHOWN = 500;

    private final IndexFixture mails;
    private final PlantedMail planted;
    private final long firstPlanted;
    private final Random random;
    private final List<Known> known = new ArrayList<>();
    private final Map<String, Integer> asked = new TreeMap<>();

    private final Transliterator simplified = Transliterator.getInstance("Traditional-Simplified");
    private final Map<Integer, String> folded = new HashMap<>();

    /** What a plain look at a message knows. Texts hold Chinese only, with a space for each stretch of anything else. */
    private record Known(
            long sequence,
            long time,
            long size,
            Direction direction,
            List<String> envelope,
            ParsedMessage parsed,
            Map<String, List<String>> chinese) {}

    SearchOracle(IndexFixture mails, PlantedMail planted, long firstPlanted, long seed) {
        this.mails = mails;
        this.planted = planted;
        this.firstPlanted = firstPlanted;
        this.random = new Random(seed);
        for (long sequence = 0; sequence < mails.journal.nextSequence(); sequence++) {
            known.add(look(sequence));
        }
    }

    /** How many queries of each kind were asked, each with the right answer. */
    Map<String, Integer> asked() {
        return asked;
    }

    private Known look(long sequence) {
        DerivedMessage message =
                DerivedMessage.of(Payloads.delivery(mails.journal.read(sequence).orElseThrow()));
        ParsedMessage parsed = message.parsed();
        List<String> names = parsed.attachments().stream()
                .map(ParsedMessage.AttachedFile::name)
                .toList();
        List<String> people = Stream.of(
                        parsed.from(), parsed.to(), parsed.cc(), parsed.bcc(), parsed.replyTo(), parsed.sender())
                .flatMap(List::stream)
                .map(one -> one.name() + " " + one.address())
                .toList();
        List<String> body = List.of(parsed.text(), parsed.alternativeText());
        List<String> attached = Stream.concat(names.stream(), Stream.of(parsed.attachmentText()))
                .toList();
        Map<String, List<String>> texts = Map.of(
                "subject:", List.of(parsed.subject()),
                "body:", body,
                "filename:", names,
                "attachment:", attached,
                "",
                        Stream.of(List.of(parsed.subject()), body, attached, people)
                                .flatMap(List::stream)
                                .toList());
        Map<String, List<String>> chinese = new HashMap<>();
        texts.forEach((field, values) -> chinese.put(
                field,
                values.stream().map(this::chinese).filter(one -> !one.isBlank()).toList()));
        var delivery = message.stored().delivery();
        List<String> envelope = new ArrayList<>(delivery.envelope().to());
        envelope.add(delivery.envelope().from());
        return new Known(
                sequence,
                delivery.receivedAt().toEpochMilli(),
                message.stored().size(),
                delivery.direction(),
                envelope,
                parsed,
                chinese);
    }

    private String chinese(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            String one = folded.computeIfAbsent(c, this::foldedHan);
            if (!one.isEmpty()) {
                out.append(one);
            } else if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
                out.append(' ');
            }
        });
        return out.toString();
    }

    /** A character in its simplified form; empty if it is none of Chinese. */
    private String foldedHan(int c) {
        String compatible = Normalizer2.getNFKCInstance().normalize(Character.toString(c));
        boolean han = Character.isLetter(c)
                && compatible.codePoints().allMatch(part -> UnicodeScript.of(part) == UnicodeScript.HAN);
        return han ? simplified.transliterate(compatible) : "";
    }

    private void check(String kind, String query, Predicate<Known> matches) {
        Set<Long> expected = new TreeSet<>();
        known.stream().filter(matches).forEach(one -> expected.add(one.sequence()));
        check(kind, query, expected);
    }

    private void check(String kind, String query, Set<Long> expected) {
        SearchHits answer = mails.search(query);
        // The query may hold words of real mail, which must not get into a report.
        String name = kind + " query " + asked.getOrDefault(kind, 0);
        assertThat(answer.total()).as(name).isEqualTo(expected.size());
        if (expected.size() <= MOST_SHOWN) {
            Set<Long> found = new TreeSet<>();
            answer.hits().forEach(hit -> found.add(hit.sequence()));
            assertThat(found).as(name).isEqualTo(expected);
        }
        asked.merge(kind, 1, Integer::sum);
    }

    /** Substrings of two to eight characters, in either script, anywhere or in one field; and some that are nowhere. */
    void chinese(int queries) {
        Transliterator traditional = Transliterator.getInstance("Simplified-Traditional");
        for (String field : List.of("", "subject:", "body:")) {
            List<Known> holders = known.stream()
                    .filter(one -> one.chinese.getOrDefault(field, List.of()).stream()
                            .anyMatch(text -> text.strip().length() > 2))
                    .toList();
            int wanted = field.isEmpty() ? queries * 2 / 3 : queries / 6;
            while (asked.getOrDefault("chinese " + field, 0) < wanted) {
                String part = substring(holders.get(random.nextInt(holders.size())), field);
                if (part.length() >= 2) {
                    String typed = random.nextBoolean() ? traditional.transliterate(part) : part;
                    // Character by character, as texts are: transliterated as a whole it may become another word.
                    String asked = chinese(typed);
                    check(
                            "chinese " + field,
                            field + typed,
                            one -> one.chinese.getOrDefault(field, List.of()).stream()
                                    .anyMatch(text -> text.contains(asked)));
                }
            }
        }
        for (int i = 0; i < queries / 6; i++) {
            String one = substring(known.get(random.nextInt(known.size())), "");
            String other = substring(known.get(random.nextInt(known.size())), "");
            String glued = one + other;
            if (glued.length() >= 2) {
                check(
                        "chinese, perhaps nowhere",
                        glued,
                        candidate -> candidate.chinese.getOrDefault("", List.of()).stream()
                                .anyMatch(text -> text.contains(glued)));
            }
        }
    }

    private String substring(Known one, String field) {
        List<String> runs = one.chinese.getOrDefault(field, List.of()).stream()
                .flatMap(text -> Stream.of(text.strip().split(" +")))
                .filter(run -> run.codePointCount(0, run.length()) >= 2)
                .toList();
        if (runs.isEmpty()) {
            return "";
        }
        // By characters: nobody types half of one that takes two units.
        int[] run = runs.get(random.nextInt(runs.size())).codePoints().toArray();
        int length = 2 + random.nextInt(Math.min(7, run.length - 1));
        int from = random.nextInt(run.length - length + 1);
        return new String(run, from, length);
    }

    /** Numbers in five spellings, each found in all of them. */
    void numbers(int queries) {
        List<String> numbers = new ArrayList<>(planted.holders().keySet());
        for (int i = 0; i < queries; i++) {
            String number = numbers.get(random.nextInt(numbers.size()));
            Set<Long> expected = new TreeSet<>();
            planted.holders().getOrDefault(number, Set.of()).forEach(ordinal -> expected.add(firstPlanted + ordinal));
            check("number", planted.spelling(number, i % 5), expected);
            String[] parts = planted.parts(number);
            String oneOff = parts[0] + parts[1] + (parts[2].endsWith("0") ? parts[2] + "1" : parts[2].substring(0, 4));
            if (!planted.holders().containsKey(oneOff)) {
                check("number, cut or longer", oneOff, Set.of());
            }
        }
    }

    /** Whole addresses and domains. */
    void people(int queries) {
        for (int i = 0; i < queries; i++) {
            Known one = known.get(random.nextInt(known.size()));
            List<MailAddress> from = one.parsed.from();
            if (from.isEmpty() || !from.getFirst().address().matches("[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+")) {
                continue;
            }
            String address = from.getFirst().address().toLowerCase(Locale.ROOT);
            check("from:", "from:" + address, other -> has(other.parsed.from(), address));
            check(
                    "participant:",
                    "participant:" + address,
                    other -> participants(other).anyMatch(address::equals));
            String domain = address.substring(address.indexOf('@') + 1);
            String upper =
                    domain.indexOf('.') == domain.lastIndexOf('.') ? domain : domain.substring(domain.indexOf('.') + 1);
            check(
                    "domain:",
                    "domain:" + upper,
                    other -> participants(other)
                            .anyMatch(person -> person.endsWith("@" + upper) || person.endsWith("." + upper)));
            List<MailAddress> to = one.parsed.to();
            if (!to.isEmpty() && to.getFirst().address().matches("[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+")) {
                String recipient = to.getFirst().address().toLowerCase(Locale.ROOT);
                check("to:", "to:" + recipient, other -> has(other.parsed.to(), recipient));
            }
        }
    }

    private static boolean has(List<MailAddress> people, String address) {
        return people.stream()
                .anyMatch(one -> one.address().strip().toLowerCase(Locale.ROOT).equals(address));
    }

    private static Stream<String> participants(Known one) {
        ParsedMessage parsed = one.parsed;
        return Stream.concat(
                        Stream.of(
                                        parsed.from(),
                                        parsed.to(),
                                        parsed.cc(),
                                        parsed.bcc(),
                                        parsed.replyTo(),
                                        parsed.sender())
                                .flatMap(List::stream)
                                .map(MailAddress::address),
                        one.envelope.stream())
                .map(address -> address.strip().toLowerCase(Locale.ROOT));
    }

    /** Days, months, ranges, sizes, what a message has, and where it went. */
    void facts(int queries) {
        for (int i = 0; i < queries; i++) {
            LocalDate day = day(known.get(random.nextInt(known.size())));
            LocalDate later = day.plusDays(random.nextInt(40));
            check("date:", "date:" + day, one -> day(one).equals(day));
            check(
                    "date: range",
                    "date:" + day + ".." + later,
                    one -> !day(one).isBefore(day) && !day(one).isAfter(later));
            check("before:", "before:" + day, one -> day(one).isBefore(day));
            long bytes = known.get(random.nextInt(known.size())).size;
            check("size:", "size:>" + bytes, one -> one.size > bytes);
            check("size: range", "size:" + bytes / 2 + ".." + bytes, one -> one.size >= bytes / 2 && one.size <= bytes);
        }
        check("has:", "has:attachment", one -> !one.parsed.attachments().isEmpty());
        check(
                "has:",
                "has:unsearchable",
                one -> !one.parsed.unsearchable().isEmpty()
                        || !one.parsed.documents().isEmpty());
        check("has:", "has:link", one -> one.parsed.hasLink());
        for (Direction direction : Direction.values()) {
            check("direction:", "direction:" + direction.word(), one -> one.direction == direction);
        }
    }

    private static LocalDate day(Known one) {
        return LocalDate.ofInstant(java.time.Instant.ofEpochMilli(one.time), ZoneOffset.UTC);
    }

    /** Two conditions put together. */
    void combined(int queries) {
        while (asked.getOrDefault("combined", 0) < queries) {
            String first = substring(known.get(random.nextInt(known.size())), "");
            String second = substring(known.get(random.nextInt(known.size())), "");
            if (first.length() < 2 || second.length() < 2) {
                continue;
            }
            Predicate<Known> one =
                    known -> known.chinese.getOrDefault("", List.of()).stream().anyMatch(text -> text.contains(first));
            Predicate<Known> other =
                    known -> known.chinese.getOrDefault("", List.of()).stream().anyMatch(text -> text.contains(second));
            long bytes = known.get(random.nextInt(known.size())).size;
            switch (random.nextInt(4)) {
                case 0 -> check("combined", first + " " + second, one.and(other));
                case 1 -> check("combined", first + " OR " + second, one.or(other));
                case 2 -> check("combined", first + " -" + second, one.and(other.negate()));
                default ->
                    check(
                            "combined",
                            "(" + first + " OR " + second + ") NOT size:>" + bytes,
                            one.or(other).and(known -> known.size <= bytes));
            }
        }
    }
}
