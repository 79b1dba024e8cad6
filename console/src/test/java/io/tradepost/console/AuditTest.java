package io.tradepost.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradepost.archive.Reader;
import io.tradepost.archive.audit.AuditQuery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Law L7, read back from the journal's own files: what was asked is there once the answer is. */
@ExtendWith(SharedWorld.class)
class AuditTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern AUDIT_RECORD =
            Pattern.compile("\\{\"action\":\"[^\"]*\",\"at\":.*?\"who\":\"(?:[^\"\\\\]|\\\\.)*\"}", Pattern.DOTALL);

    private final World world;
    private final Probe probe;

    AuditTest(World world) {
        this.world = world;
        this.probe = world.probe();
    }

    @Test
    void everyReadIsInTheJournalWithWhoAndWhereFromBeforeTheAnswerCame() throws Exception {
        List<JsonNode> before = events();
        probe.get("/api/v1/messages?q=auditmark", world.officer);
        probe.get("/api/v1/messages/" + world.linked, world.platform);
        probe.get("/api/v1/messages/" + world.linked + "/raw", world.officer);
        probe.send(
                "HEAD", "/api/v1/messages/" + world.linked + "/raw", java.util.Optional.of("Bearer " + world.officer));
        probe.get("/api/v1/customers/" + world.customer() + "/messages", world.platform);
        probe.get("/api/v1/orders/" + world.order() + "/messages", world.officer);
        probe.get("/api/v1/messages/" + world.unlinked, world.platform);
        List<JsonNode> after = events();
        List<JsonNode> added = after.subList(before.size(), after.size());
        assertThat(added)
                .extracting(event ->
                        event.path("who").asText() + " " + event.path("role").asText())
                .containsExactly(
                        "lili@tradepost.test officer",
                        "test platform platform",
                        "lili@tradepost.test officer",
                        "lili@tradepost.test officer",
                        "test platform platform",
                        "lili@tradepost.test officer",
                        "test platform platform");
        assertThat(added)
                .allSatisfy(event -> assertThat(event.path("origin").asText()).isEqualTo("rest 127.0.0.1"));
        assertThat(added.getFirst().toString()).contains("auditmark");
        assertThat(added.get(1).toString()).contains(world.linked.value());
        assertThat(added.get(2).path("action").asText())
                .isEqualTo(added.get(3).path("action").asText())
                .isNotEqualTo(added.get(1).path("action").asText());
        assertThat(added.getLast().path("outcome").asText())
                .as("out of scope")
                .isNotEqualTo(added.get(1).path("outcome").asText());
    }

    @Test
    void everyAnswerThatShowsMailNamesTheRecordThatSaysSo() throws Exception {
        String one = "/api/v1/messages/" + world.linked;
        java.util.Map<String, String> reads = new java.util.LinkedHashMap<>();
        reads.put("/api/v1/messages?q=lunch", "search");
        reads.put(one, "view");
        reads.put(one + "/thread", "thread");
        reads.put(one + "/similar", "similar");
        reads.put(one + "/raw", "raw");
        reads.put(one + "/proof", "prove");
        reads.put("/api/v1/customers/" + world.customer() + "/messages", "search");
        reads.put("/api/v1/orders/" + world.order() + "/messages", "search");
        reads.put("/api/v1/retention/messages/" + world.linked, "retention-explain");
        reads.put("/api/v1/audit?limit=1", "audit-search");
        for (var read : reads.entrySet()) {
            Probe.Answer answer = probe.get(read.getKey(), world.officer);
            assertThat(answer.status()).as(read.getKey()).isEqualTo(200);
            assertThat(actionsOf(answer)).as(read.getKey()).contains(read.getValue());
        }
        Probe.Answer hidden = probe.get("/api/v1/messages/" + world.unlinked, world.platform);
        assertThat(hidden.status()).isEqualTo(404);
        assertThat(actionsOf(hidden)).as("a look in vain, too").containsExactly("view");
        assertThat(probe.get("/healthz").header("X-Audit-Record")).isEmpty();
    }

    /** What the records say that an answer names. */
    private List<String> actionsOf(Probe.Answer answer) {
        List<Long> sequences = java.util.Arrays.stream(
                        answer.header("X-Audit-Record").split(", "))
                .filter(text -> !text.isEmpty())
                .map(Long::valueOf)
                .toList();
        return world
                .archive()
                .law()
                .audit()
                .search(
                        new AuditQuery(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                OptionalLong.empty(),
                                100),
                        new Reader("test", "officer", "test", Reader.Scope.ALL))
                .stream()
                .filter(entry -> sequences.contains(entry.sequence()))
                .map(entry -> entry.event().action())
                .toList();
    }

    @Test
    void refusalsAreInTheJournalWithoutTheSecret() throws Exception {
        List<JsonNode> before = events();
        try (Console console = world.start(Limits.usual(), false)) {
            Probe fresh = new Probe(console.port());
            fresh.get("/api/v1/messages", "tp_someGuessedSecret");
            fresh.get("/api/v1/messages", world.revoked);
            fresh.get("/api/v1/messages", world.admin);
        }
        List<JsonNode> added = events().subList(before.size(), events().size());
        assertThat(added)
                .extracting(event -> event.path("action").asText() + " "
                        + event.path("outcome").asText() + " "
                        + event.path("who").asText())
                .containsExactly("sign-in refused ", "sign-in refused ", "call refused test admin");
        assertThat(journal())
                .doesNotContain("someGuessedSecret", world.revoked, world.admin, world.officer, world.platform);
    }

    @Test
    void aFloodOfGuessesDoesNotFillTheJournal() throws Exception {
        List<JsonNode> before = events();
        Limits limits = new Limits(50, 300, 1_000_000, 10, 16384, 65536, 100);
        try (Console console = world.start(limits, false)) {
            Probe flood = new Probe(console.port());
            for (int i = 0; i < 300; i++) {
                assertThat(flood.get("/api/v1/messages", "tp_guess" + i).status())
                        .isEqualTo(401);
            }
        }
        assertThat(events().size() - before.size()).isBetween(10, 12);
    }

    private List<JsonNode> events() throws IOException {
        List<JsonNode> events = new ArrayList<>();
        Matcher matcher = AUDIT_RECORD.matcher(journal());
        while (matcher.find()) {
            events.add(JSON.readTree(matcher.group()));
        }
        return events;
    }

    private String journal() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(world.folder().resolve("archive").resolve("journal"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
