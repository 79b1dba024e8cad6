package io.tradepost.archive.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.Corpus;
import io.tradepost.archive.derive.DerivedMessage;
import io.tradepost.archive.mime.CleanText;
import io.tradepost.archive.mime.MailAddress;
import io.tradepost.archive.mime.ParsedMessage;
import io.tradepost.archive.payload.Payloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers of the index against a plain look at every message. */
class SearchOracleTest {
    private static final int CHINESE_QUERIES = 600;
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}{2,}");
    private static final Pattern NUMBER = Pattern.compile(
            "(?<![\\p{L}\\p{N}_/.,#:\\\\+&'’·–—-])[A-Za-z]{2,4}-[0-9]{2,6}-[0-9]{2,6}(?![\\p{L}\\p{N}])");

    @TempDir
    Path folder;

    private record Known(long sequence, ParsedMessage parsed, List<String> texts) {}

    @Test
    void findsExactlyWhatAPlainScanFinds() throws IOException {
        try (IndexFixture mails = new IndexFixture(folder)) {
            List<Path> files = Corpus.files("mail").stream()
                    .filter(file -> file.toString().endsWith(".eml"))
                    .toList();
            for (int i = 0; i < files.size(); i += 5) {
                mails.raw(Files.readAllBytes(files.get(i)));
            }
            mails.follow();
            List<Known> known = new ArrayList<>();
            for (long sequence = 0; sequence < mails.journal.nextSequence(); sequence++) {
                known.add(known(mails, sequence));
            }
            Random random = new Random(20);
            chinese(mails, known, random);
            people(mails, known, random);
            numbers(mails, known);
        }
    }

    private static Known known(IndexFixture mails, long sequence) {
        ParsedMessage parsed = DerivedMessage.of(
                        Payloads.delivery(mails.journal.read(sequence).orElseThrow()))
                .parsed();
        Stream<String> people = Stream.of(
                        parsed.from(), parsed.to(), parsed.cc(), parsed.bcc(), parsed.replyTo(), parsed.sender())
                .flatMap(List::stream)
                .map(one -> one.name() + " " + one.address());
        List<String> texts = Stream.of(
                        Stream.of(parsed.subject(), parsed.text(), parsed.alternativeText(), parsed.attachmentText()),
                        parsed.attachments().stream().map(ParsedMessage.AttachedFile::name),
                        people)
                .flatMap(one -> one)
                .toList();
        return new Known(sequence, parsed, texts.stream().map(Folding::fold).toList());
    }

    private void chinese(IndexFixture mails, List<Known> known, Random random) {
        Set<String> queries = new LinkedHashSet<>();
        List<Known> withHan = known.stream()
                .filter(one ->
                        one.texts().stream().anyMatch(text -> HAN.matcher(text).find()))
                .toList();
        assertThat(withHan.size()).as("messages with Chinese").isGreaterThan(80);
        while (queries.size() < CHINESE_QUERIES) {
            Known one = withHan.get(random.nextInt(withHan.size()));
            List<String> runs = new ArrayList<>();
            for (String text : List.of(one.parsed().subject(), one.parsed().text())) {
                Matcher matcher = HAN.matcher(text);
                while (matcher.find()) {
                    runs.add(matcher.group());
                }
            }
            if (!runs.isEmpty()) {
                String run = runs.get(random.nextInt(runs.size()));
                int length = 2 + random.nextInt(Math.min(6, run.length() - 1));
                int from = random.nextInt(run.length() - length + 1);
                queries.add(run.substring(from, from + length));
            }
        }
        for (String query : queries) {
            String folded = Folding.fold(query);
            check(mails, query, known, one -> one.texts().stream().anyMatch(text -> text.contains(folded)));
        }
    }

    private void people(IndexFixture mails, List<Known> known, Random random) {
        for (int i = 0; i < 200; i++) {
            List<MailAddress> from =
                    known.get(random.nextInt(known.size())).parsed().from();
            if (!from.isEmpty() && from.getFirst().address().matches("[A-Za-z0-9.@_-]+@[a-z0-9.-]+")) {
                String address = from.getFirst().address().toLowerCase(Locale.ROOT);
                check(
                        mails,
                        "from:" + address,
                        known,
                        one -> one.parsed().from().stream()
                                .anyMatch(other ->
                                        other.address().toLowerCase(Locale.ROOT).equals(address)));
            }
        }
    }

    /** Numbers such as {@code CVE-2024-1234}, looked for without their hyphens. */
    private void numbers(IndexFixture mails, List<Known> known) {
        Set<String> numbers = new TreeSet<>();
        for (Known one : known) {
            Matcher matcher = NUMBER.matcher(one.parsed().text());
            while (matcher.find() && numbers.size() < 100) {
                numbers.add(matcher.group());
            }
        }
        assertThat(numbers).isNotEmpty();
        for (String number : numbers) {
            Set<Long> holders = new TreeSet<>();
            known.stream()
                    .filter(one -> one.parsed().text().contains(number))
                    .forEach(one -> holders.add(one.sequence()));
            assertThat(mails.found(number.replace("-", "")))
                    .as("without hyphens")
                    .containsAll(holders);
            assertThat(mails.found(number)).as("with hyphens").containsAll(holders);
        }
    }

    private static void check(IndexFixture mails, String query, List<Known> known, Predicate<Known> matches) {
        Set<Long> expected = new TreeSet<>();
        known.stream().filter(matches).forEach(one -> expected.add(one.sequence()));
        SearchHits answer = mails.search(query);
        Set<Long> found = new TreeSet<>();
        answer.hits().forEach(hit -> found.add(hit.sequence()));
        assertThat(answer.total()).as(CleanText.shortened(query, 40)).isEqualTo(expected.size());
        if (expected.size() <= 500) {
            assertThat(found).as(CleanText.shortened(query, 40)).isEqualTo(expected);
        }
    }
}
