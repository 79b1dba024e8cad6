package io.tradepost.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradepost.archive.LinkStatus;
import io.tradepost.archive.MessageId;
import io.tradepost.console.Probe.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedWorld.class)
class MessagesTest {
    private static final int LARGEST = 200_000;
    private static final int MOST_FILES = 80;

    private final World world;
    private final Probe probe;

    MessagesTest(World world) {
        this.world = world;
        this.probe = world.probe();
    }

    @Test
    void rawGivesExactlyTheBytesThatWereReceived() throws Exception {
        Map<MessageId, byte[]> sent = new LinkedHashMap<>();
        for (byte[] bytes : hostileMails()) {
            sent.put(world.capture(bytes, List.of()), bytes);
        }
        world.awaitSearchable();
        for (Map.Entry<MessageId, byte[]> mail : sent.entrySet()) {
            Answer answer = probe.get("/api/v1/messages/" + mail.getKey() + "/raw", world.officer);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(mail.getValue());
            assertThat(answer.header("ETag")).isEqualTo("\"" + sha256(mail.getValue()) + "\"");
            assertThat(answer.header("Content-Length")).isEqualTo(Integer.toString(mail.getValue().length));
        }
        assertThat(sent.size()).isGreaterThan(20);
    }

    @Test
    void rawIsADownloadThatNoBrowserOpens() throws Exception {
        Answer answer = probe.get("/api/v1/messages/" + world.linked + "/raw", world.officer);
        assertThat(answer.header("Content-Type")).isEqualTo("message/rfc822");
        assertThat(answer.header("Content-Disposition")).isEqualTo("attachment; filename=\"" + world.linked + ".eml\"");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void rawNeedNotBeSentAgain() throws Exception {
        String path = "/api/v1/messages/" + world.linked + "/raw";
        Answer first = probe.get(path, world.officer);
        Answer again = probe.send(
                "GET",
                path,
                Optional.of("Bearer " + world.officer),
                "If-None-Match",
                "\"x\", W/" + first.header("ETag"));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        Answer changed =
                probe.send("GET", path, Optional.of("Bearer " + world.officer), "If-None-Match", "\"something else\"");
        assertThat(changed.body()).isEqualTo(first.body());
    }

    @Test
    void headSaysHowLongTheAnswerWouldBe() throws Exception {
        for (String path : List.of(
                "/api/v1/messages/" + world.linked + "/raw", "/api/v1/messages/" + world.linked, "/readyz", "/")) {
            Answer get = probe.get(path, world.officer);
            Answer head = probe.send("HEAD", path, Optional.of("Bearer " + world.officer));
            assertThat(head.status()).as(path).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(head.header("Content-Length"))
                    .as(path)
                    .isEqualTo(get.header("Content-Length"))
                    .isEqualTo(Integer.toString(get.body().length));
        }
    }

    @Test
    void aMessageTellsItsEnvelopeAndItsLinks() throws Exception {
        JsonNode message =
                probe.get("/api/v1/messages/" + world.linked, world.officer).json();
        assertThat(message.path("id").asText()).isEqualTo(world.linked.value());
        assertThat(message.path("subject").asText()).contains(world.order());
        assertThat(message.at("/envelope/from").asText()).isEqualTo("ana@buyer.example");
        assertThat(message.at("/envelope/to")).extracting(JsonNode::asText).contains("hidden@tradepost.test");
        assertThat(message.path("links")).hasSize(2);
        assertThat(message.at("/links/0/evidence/0/text").asText()).isEqualTo("ana@buyer.example");
    }

    @Test
    void aConversationIsFoundFromItsMessages() throws Exception {
        MessageId question = world.capture(thread("<q1@buyer.example>", ""), List.of());
        MessageId answer = world.capture(thread("<q2@buyer.example>", "<q1@buyer.example>"), List.of());
        world.awaitSearchable();
        for (MessageId start : List.of(question, answer)) {
            JsonNode thread = probe.get("/api/v1/messages/" + start + "/thread", world.officer)
                    .json();
            assertThat(thread.path("complete").asBoolean()).isTrue();
            assertThat(thread.path("items"))
                    .extracting(item -> item.path("id").asText())
                    .containsExactly(question.value(), answer.value());
        }
    }

    private static byte[] thread(String id, String parent) {
        String reply = parent.isEmpty() ? "" : "In-Reply-To: " + parent + "\r\n";
        return ("From: ana@buyer.example\r\nMessage-ID: " + id + "\r\n" + reply
                        + "Subject: conversation\r\n\r\nquotation wanted\r\n")
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    @Test
    void countsOnlyWhatIsAskedForAndMarksWhatMatched() throws Exception {
        world.capture(thread("<q3@buyer.example>", ""), List.of());
        world.awaitSearchable();
        JsonNode page = probe.get("/api/v1/messages?q=quotation&facets=sender,type", world.officer)
                .json();
        assertThat(page.at("/facets").properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("sender", "type");
        assertThat(page.at("/facets/sender/0/value").asText()).isEqualTo("ana@buyer.example");
        assertThat(page.at("/facets/sender/0/count").asLong())
                .isEqualTo(page.path("total").asLong());
        JsonNode item = page.at("/items/0");
        assertThat(item.path("snippet")
                        .asText()
                        .substring(
                                item.at("/highlights/0/start").asInt(),
                                item.at("/highlights/0/end").asInt()))
                .isEqualTo("quotation");
        assertThat(probe.get("/api/v1/messages?q=quotation", world.officer)
                        .json()
                        .has("facets"))
                .isFalse();
        assertThat(status("/api/v1/messages?facets=colour", world.officer)).isEqualTo(400);
    }

    @Test
    void anIdMayBeWrittenInLowerCase() throws Exception {
        String lower = world.linked.value().toLowerCase(Locale.ROOT);
        assertThat(probe.get("/api/v1/messages/" + lower, world.officer)
                        .json()
                        .path("id")
                        .asText())
                .isEqualTo(world.linked.value());
    }

    @Test
    void thePlatformSeesLinkedMailOnlyAndCannotTellTheRestFromNothing() throws Exception {
        String nobodys = "0123456789ABCDEFGHJKMNPQRS";
        for (String suffix : List.of("", "/raw", "/thread")) {
            assertThat(status("/api/v1/messages/" + world.linked + suffix, world.platform))
                    .isEqualTo(200);
            for (MessageId hidden : List.of(world.unlinked, world.suggested)) {
                assertThat(status("/api/v1/messages/" + hidden + suffix, world.officer))
                        .isEqualTo(200);
                Answer outOfScope = probe.get("/api/v1/messages/" + hidden + suffix, world.platform);
                Answer unknown = probe.get("/api/v1/messages/" + nobodys + suffix, world.platform);
                assertThat(outOfScope.status()).isEqualTo(404);
                assertThat(anonymous(outOfScope, hidden.value())).isEqualTo(anonymous(unknown, nobodys));
                assertThat(outOfScope.response().headers().map().keySet())
                        .isEqualTo(unknown.response().headers().map().keySet());
            }
        }
        JsonNode all = probe.get("/api/v1/messages?limit=500", world.platform).json();
        assertThat(all.path("items"))
                .extracting(item -> item.path("id").asText())
                .contains(world.linked.value())
                .doesNotContain(world.unlinked.value(), world.suggested.value());
        assertThat(all.path("total").asInt()).isEqualTo(all.path("items").size());
        assertThat(total("/api/v1/messages?q=lunch", world.platform)).isZero();
        assertThat(total("/api/v1/messages?q=lunch", world.officer)).isPositive();
        assertThat(total("/api/v1/messages?q=" + encoded("午餐"), world.officer)).isPositive();
    }

    @Test
    void theMailOfACustomerIsThatOfNoOther() throws Exception {
        JsonNode page = probe.get(
                        "/api/v1/customers/" + encoded(world.customer()) + "/messages?limit=500", world.officer)
                .json();
        assertThat(page.path("items"))
                .extracting(item -> item.path("id").asText())
                .contains(world.linked.value());
        assertThat(page.path("items"))
                .allSatisfy(item -> assertThat(item.path("links"))
                        .extracting(link -> link.path("customer").asText())
                        .contains(world.customer()));
        assertThat(total("/api/v1/customers/" + encoded(world.silentCustomer()) + "/messages", world.officer))
                .isZero();
    }

    @Test
    void aCustomerThatNobodyKnowsIsNotFound() throws Exception {
        Answer answer = probe.get("/api/v1/customers/NOBODY-1/messages", world.officer);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("detail").asText()).contains("NOBODY-1");
        assertThat(status("/api/v1/customers/NOBODY-1/messages", world.platform))
                .isEqualTo(404);
        assertThat(status("/api/v1/orders/NO-9999-1/messages", world.officer)).isEqualTo(404);
    }

    @Test
    void aCustomerThatOnlyAMessageKnowsIsFound() throws Exception {
        MessageId id = world.capture(
                "From the time before the move",
                List.of(new io.tradepost.archive.Link(
                        "customer",
                        "OLD/客 户 7",
                        "OLD/客 户 7",
                        LinkStatus.LINKED,
                        1,
                        List.of(new io.tradepost.archive.Link.Evidence("manual", "", "")))));
        world.awaitSearchable();
        JsonNode page = probe.get("/api/v1/customers/" + encoded("OLD/客 户 7") + "/messages", world.platform)
                .json();
        assertThat(page.path("items"))
                .extracting(item -> item.path("id").asText())
                .containsExactly(id.value());
    }

    @Test
    void anOrderIsFoundWithAndWithoutItsSeparators() throws Exception {
        for (String number : List.of(
                world.order(),
                world.order().replace("-", ""),
                world.order().replace("-", " "),
                world.order().replace("-", "/"),
                world.order().toLowerCase(Locale.ROOT))) {
            JsonNode page = probe.get("/api/v1/orders/" + encoded(number) + "/messages", world.platform)
                    .json();
            assertThat(page.path("items"))
                    .as(number)
                    .extracting(item -> item.path("id").asText())
                    .contains(world.linked.value());
        }
    }

    @Test
    void aCodeCannotGoOnAsAQuery() throws Exception {
        for (String code : List.of(
                "X\" OR has:attachment OR subject:\"lunch",
                "X” OR lunch OR “",
                "X) OR (lunch",
                "X OR lunch",
                "*",
                "\"\"")) {
            for (String place : List.of("/api/v1/customers/", "/api/v1/orders/")) {
                Answer answer = probe.get(place + encoded(code) + "/messages", world.officer);
                assertThat(answer.status()).as(place + code).isEqualTo(404);
            }
        }
    }

    private static String anonymous(Answer answer, String id) {
        return answer.text().replace(id, "ID").replace(answer.header("X-Request-Id"), "REQUEST");
    }

    private int status(String path, String token) throws Exception {
        return probe.get(path, token).status();
    }

    private int total(String path, String token) throws Exception {
        return probe.get(path, token).json().path("total").asInt();
    }

    /** Bytes that no parser likes, made from a seed, and the corpus's smaller torture mails. */
    private static List<byte[]> hostileMails() throws Exception {
        Random random = new Random(20_261_123);
        byte[] noise = new byte[70_000];
        random.nextBytes(noise);
        Stream<byte[]> made = Stream.of(
                "\r\n".getBytes(StandardCharsets.US_ASCII),
                "Subject: bare\rCR and\nLF\n\nbody\0with NUL\n".getBytes(StandardCharsets.ISO_8859_1),
                "no header at all".getBytes(StandardCharsets.US_ASCII),
                noise);
        Path torture =
                Path.of(System.getProperty("corpus.dir", "../../shared/corpus")).resolve("torture");
        assertThat(torture).as("corpus.dir must lead to the test corpus").isDirectory();
        try (Stream<Path> files = Files.walk(torture)) {
            List<Path> smaller = files.filter(Files::isRegularFile)
                    .filter(file -> file.toFile().length() > 0 && file.toFile().length() < LARGEST)
                    .sorted()
                    .toList();
            int step = Math.max(1, smaller.size() / MOST_FILES);
            List<byte[]> chosen = new java.util.ArrayList<>(made.toList());
            for (int i = 0; i < smaller.size(); i += step) {
                chosen.add(Files.readAllBytes(smaller.get(i)));
            }
            return chosen;
        }
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
