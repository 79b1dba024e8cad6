package io.tradepost.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.json.ArchiveJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the archive promises whichever database holds its catalog. */
abstract class ArchiveContract {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00.123Z");

    @TempDir
    Path folder;

    /** Settings over an empty database, the same database each time for one test. */
    abstract ArchiveSettings settings();

    static Link link(String kind, String key, String customer, LinkStatus status) {
        return new Link(kind, key, customer, status, 0.987, List.of(new Link.Evidence("number", "subject", key)));
    }

    @Test
    void whatIsCapturedIsFoundAndGivenBackByteForByte() {
        byte[] bytes = Mails.plain("张三 <zhang@outside.example>", "b@ours.example", "订单 SO-2024-00123", "外贸通系统");
        try (Archive archive = Archive.open(settings())) {
            Receipt receipt = archive.capture(Mails.delivery("q1", bytes));
            archive.link(new LinkEvent(
                    receipt.id(), AT, "matcher", "test", List.of(link("order", "SO-1", "C001", LinkStatus.LINKED))));
            archive.awaitFollowers(PATIENCE);
            for (String query : List.of(
                    "",
                    "贸通系",
                    "subject:訂單",
                    "SO202400123",
                    "customer:c001",
                    "from:zhang",
                    "domain:example",
                    "tag:linked")) {
                SearchPage page = search(archive, query);
                assertThat(page.items()).as(query).hasSize(1);
                assertThat(page.items().getFirst().links()).hasSize(1);
            }
            assertThat(search(archive, "tag:review OR 不在").total()).isZero();
            assertThat(raw(archive, receipt.id())).isEqualTo(bytes);
            ArchivedMessage found = archive.find(receipt.id(), Mails.officer()).orElseThrow();
            assertThat(found.subject()).isEqualTo("订单 SO-2024-00123");
            assertThat(found.from()).isEqualTo("张三 <zhang@outside.example>");
            assertThat(found.sha256()).isEqualTo(receipt.sha256());
            assertThat(found.snippet()).isEqualTo("外贸通系统");
            assertThat(archive.verify(progress -> {}).intact()).isTrue();
            assertThat(archive.health().writable()).isTrue();
            archive.awaitFollowers(PATIENCE);
            assertThat(archive.health().catalogLag()).isZero();
        }
    }

    @Test
    void everythingIsThereTheMomentItIsArchived() {
        try (Archive archive = Archive.open(settings())) {
            for (int i = 0; i < 20; i++) {
                byte[] bytes = ("Message-ID: <m" + i + "@x>\r\nSubject: n\r\n\r\nt")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
                MessageId id = archive.capture(Mails.delivery("k" + i, bytes)).id();
                assertThat(archive.find(id, Mails.officer())).isPresent();
                archive.link(new LinkEvent(
                        id, AT, "matcher", "b", List.of(link("customer", "C" + i, "C" + i, LinkStatus.LINKED))));
                assertThat(archive.find(id, Mails.officer()).orElseThrow().links())
                        .hasSize(1);
                assertThat(archive.linksByMessageIdHeader("<m" + i + "@x>"))
                        .extracting(Link::key)
                        .containsExactly("C" + i);
                archive.link(new LinkEvent(id, AT, "a@ours.example", "b", List.of()));
                assertThat(archive.linksByMessageIdHeader("<m" + i + "@x>")).isEmpty();
                assertThat(archive.history(id, Mails.officer())).hasSizeGreaterThanOrEqualTo(1);
            }
            archive.awaitFollowers(PATIENCE);
            MessageId any = search(archive, "subject:n").items().getFirst().id();
            assertThat(archive.history(any, Mails.officer()))
                    .extracting(LinkEvent::by)
                    .containsExactly("matcher", "a@ours.example");
        }
    }

    @Test
    void aRebuildGivesIdenticalAnswers() {
        List<String> queries = List.of(
                "",
                "the",
                "from:linux",
                "subject:patch",
                "has:attachment",
                "has:unsearchable",
                "has:link",
                "date:2019..2024",
                "文件",
                "size:>10k",
                "customer:C3",
                "order:SO20240003",
                "tag:review",
                "direction:inbound",
                "NOT the",
                "participant:org",
                "filename:patch",
                "\"thank you\"",
                "body:2024 OR body:2023",
                "domain:com");
        Map<String, String> before;
        Path journal = settings().folder().resolve("journal");
        try (Archive archive = Archive.open(settings())) {
            fill(archive);
            archive.awaitFollowers(PATIENCE);
            before = answers(archive, queries);
            assertThat(before.get("the")).contains("snippet");
            archive.rebuild(progress -> {});
            assertThat(answers(archive, queries)).isEqualTo(before);
        }
        assertThat(journal).isDirectory();
        deleteDerived();
        try (Archive archive = Archive.open(settings())) {
            if (archive.health().catalogLag() > 0 || archive.health().indexLag() > 0) {
                archive.awaitFollowers(PATIENCE);
            }
            assertThat(answers(archive, queries))
                    .as("index and catalog deleted")
                    .isEqualTo(before);
        }
    }

    /** Deletes what can be made again: the index and, where it is a file, the catalog. */
    void deleteDerived() {
        deleteTree(settings().folder().resolve("index"));
    }

    static void deleteTree(Path tree) {
        try (var all = Files.walk(tree)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fill(Archive archive) {
        List<Path> files = Corpus.files("mail").stream()
                .filter(file -> file.toString().endsWith(".eml"))
                .toList();
        int n = 0;
        for (int i = 0; i < files.size(); i += 29) {
            Path file = files.get(i);
            Delivery delivery = new Delivery(
                    "file" + i,
                    AT.plusSeconds(i),
                    Direction.INBOUND,
                    new Envelope("e" + i + "@x.example", List.of("b@ours.example", "c" + i % 7 + "@ours.example")),
                    new SessionFacts("192.0.2.1", "mx", "", "", "q" + i, "smtp", Map.of("n", "" + i)),
                    List.of("b@ours.example"),
                    Content.of(file));
            MessageId id = archive.capture(delivery).id();
            LinkStatus status = n % 3 == 0 ? LinkStatus.SUGGESTED : LinkStatus.LINKED;
            archive.link(new LinkEvent(
                    id, AT, "matcher", "v1", List.of(link("order", "SO-2024-000" + n % 5, "C" + n % 5, status))));
            if (n % 4 == 0) {
                archive.link(new LinkEvent(id, AT, "a@ours.example", "v2", List.of()));
            }
            n++;
        }
    }

    /** All pages of each query as JSON. */
    private static Map<String, String> answers(Archive archive, List<String> queries) {
        ArchiveJson json = new ArchiveJson();
        Map<String, String> answers = new LinkedHashMap<>();
        for (String query : queries) {
            List<String> items = new ArrayList<>();
            Optional<String> cursor = Optional.empty();
            long total;
            do {
                SearchPage page = archive.search(new SearchRequest(query, cursor, 25), Mails.officer());
                page.items().forEach(item -> items.add(json.message(item).toString()));
                cursor = page.next();
                total = page.total();
            } while (cursor.isPresent());
            assertThat(items).as(query).hasSize((int) total);
            answers.put(query, String.join("\n", items));
        }
        return answers;
    }

    @Test
    void aReaderOfLinkedMailSeesNothingElse() {
        Reader platform = new Reader("shop", "platform", "rest", Reader.Scope.LINKED_TO_CUSTOMERS);
        try (Archive archive = Archive.open(settings())) {
            MessageId linked = archive.capture(Mails.delivery("1", Mails.plain("a@x", "b@y", "s", "one")))
                    .id();
            MessageId suggested = archive.capture(Mails.delivery("2", Mails.plain("a@x", "b@y", "s", "two")))
                    .id();
            archive.link(new LinkEvent(linked, AT, "m", "b", List.of(link("customer", "C", "C", LinkStatus.LINKED))));
            archive.link(
                    new LinkEvent(suggested, AT, "m", "b", List.of(link("customer", "C", "C", LinkStatus.SUGGESTED))));
            archive.awaitFollowers(PATIENCE);
            assertThat(archive.search(new SearchRequest("", Optional.empty(), 10), platform)
                            .items())
                    .extracting(ArchivedMessage::id)
                    .containsExactly(linked);
            assertThat(archive.find(suggested, platform)).isEmpty();
            assertThat(archive.raw(suggested, platform)).isEmpty();
            assertThat(archive.history(suggested, platform)).isEmpty();
            assertThat(archive.raw(linked, platform)).isPresent();
        }
    }

    @Test
    void aReaderThatIsInterruptedHarmsNobody() throws InterruptedException {
        try (Archive archive = Archive.open(settings())) {
            MessageId id = archive.capture(Mails.delivery("1", Mails.plain("a@x", "b@y", "s", "one")))
                    .id();
            archive.awaitFollowers(PATIENCE);
            AtomicInteger answers = new AtomicInteger();
            Thread reader = new Thread(() -> {
                while (answers.get() < 60) {
                    assertThat(search(archive, "one").total()).isEqualTo(1);
                    assertThat(archive.find(id, Mails.officer())).isPresent();
                    assertThat(raw(archive, id)).isNotEmpty();
                    Thread.interrupted();
                    answers.incrementAndGet();
                }
            });
            reader.start();
            Random random = new Random(4);
            while (reader.isAlive()) {
                Thread.sleep(random.nextInt(3));
                reader.interrupt();
            }
            assertThat(answers).as("no read failed").hasValue(60);
            archive.awaitFollowers(PATIENCE);
            assertThat(archive.health().catalogState()).isEqualTo("ok");
            assertThat(archive.history(id, Mails.officer())).isEmpty();
        }
    }

    @Test
    void aSecondProcessIsTurnedAway() {
        try (Archive archive = Archive.open(settings())) {
            assertThat(archive.health().writable()).isTrue();
            assertThatThrownBy(() -> Archive.open(settings()))
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageContaining("in use");
        }
        Archive.open(settings()).close();
    }

    @Test
    void isNotWritableWithLessFreeDiskThanIsAskedFor() {
        try (Archive archive = Archive.open(settings().withMinFreeBytes(Long.MAX_VALUE))) {
            assertThat(archive.health().writable()).isFalse();
            assertThat(archive.capture(Mails.delivery("k", Mails.plain("a@x", "b@y", "s", "t")))
                            .repeated())
                    .isFalse();
        }
    }

    @Test
    void verifyTellsThatTheEndOfTheJournalIsMissing() throws IOException {
        try (Archive archive = Archive.open(settings())) {
            for (int i = 0; i < 5; i++) {
                archive.capture(Mails.delivery("k" + i, Mails.plain("a@x", "b@y", "s" + i, "t")));
            }
            archive.awaitFollowers(PATIENCE);
        }
        Path segment = settings().folder().resolve("journal").resolve("0".repeat(20) + ".tpj");
        byte[] bytes = Files.readAllBytes(segment);
        Files.write(segment, java.util.Arrays.copyOf(bytes, bytes.length - 900));
        try (Archive archive = Archive.open(settings())) {
            Waiting.await().atMost(PATIENCE).untilAsserted(() -> {
                VerifyReport report = archive.verify(progress -> {});
                assertThat(report.intact()).isFalse();
                assertThat(report.problems())
                        .anyMatch(problem -> problem.message().contains("end of the journal is missing"));
                assertThat(archive.health().catalogState()).contains("journal ends before");
            });
            archive.rebuild(progress -> {});
            assertThat(archive.health().catalogState()).isEqualTo("ok");
        }
    }

    @Test
    void importsNeedNoServer() throws IOException {
        Path file = folder.resolve("one.eml");
        Files.write(file, Mails.plain("Sales <s@ours.example>", "c@x.example", "offer", "text"));
        ImportSettings importing = new ImportSettings("li", Set.of("Ours.example"));
        try (Archive archive = Archive.open(settings())) {
            assertThat(archive.importFrom(file, importing, progress -> {}).archived())
                    .isEqualTo(1);
            assertThat(archive.importFrom(file, importing, progress -> {}).repeated())
                    .isEqualTo(1);
            archive.awaitFollowers(PATIENCE);
            ArchivedMessage found = search(archive, "direction:outbound account:s@ours.example")
                    .items()
                    .getFirst();
            assertThat(found.session().source()).isEqualTo("import");
            assertThat(found.session().more()).containsEntry("import.operator", "li");
            assertThat(found.envelope()).isEqualTo(new Envelope("s@ours.example", List.of("c@x.example")));
        }
    }

    static SearchPage search(Archive archive, String query) {
        return archive.search(new SearchRequest(query, Optional.empty(), 50), Mails.officer());
    }

    static byte[] raw(Archive archive, MessageId id) {
        Content content = archive.raw(id, Mails.officer()).orElseThrow();
        try (InputStream in = content.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
