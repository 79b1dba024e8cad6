package io.tradepost.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tradepost.console.Probe.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A call that is repeated because its answer was not heard is not done a second time. */
@ExtendWith(SharedWorld.class)
class RepeatedCallsTest {
    private static final String REPLAYED = "Idempotency-Replayed";
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final World world;
    private final Probe probe;

    RepeatedCallsTest(World world) {
        this.world = world;
        this.probe = world.probe();
    }

    private static String name() {
        return "repeat-" + NAMES.incrementAndGet();
    }

    private static String hold(String name, String reason) {
        return "{'name': '" + name + "', 'matter': 'm', 'reason': '" + reason + "', 'query': 'subject:none'}";
    }

    @Test
    void everyWriteThatTheContractDescribesTakesAKey() throws Exception {
        JsonNode paths = new YAMLMapper()
                .readTree(probe.get("/api/v1/openapi.yaml").body())
                .path("paths");
        List<String> writes = new ArrayList<>();
        paths.properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (operation.getKey().equals("post")) {
                        writes.add(path.getKey());
                        assertThat(operation.getValue().path("parameters").toString())
                                .as(path.getKey())
                                .contains("idempotencyKey");
                        assertThat(operation.getValue().path("responses").has("409"))
                                .isTrue();
                        assertThat(operation.getValue().path("responses").has("422"))
                                .isTrue();
                    }
                }));
        assertThat(writes).hasSizeGreaterThan(12);
    }

    @Test
    void theSameKeyTwiceIsOneActAndTheSameAnswer() throws Exception {
        record Act(String path, String body, String list) {}
        String name = name();
        for (Act act : List.of(
                new Act("/api/v1/holds", hold(name, "r"), "/api/v1/holds"),
                new Act(
                        "/api/v1/retention/schedules",
                        "{'name': '" + name + "', 'query': 'subject:none', 'keep': '5y', 'reason': 'r'}",
                        "/api/v1/retention/schedules"),
                new Act(
                        "/api/v1/notices",
                        "{'account': 'wangwei@" + World.OWN + "', 'how': 'shown'}",
                        "/api/v1/notices"),
                new Act(
                        "/api/v1/private-mail/" + world.linked + "/ask",
                        "{'reason': 'for a test'}",
                        "/api/v1/requests"),
                // The last: it goes on writing records of its own.
                new Act("/api/v1/exports", "{'query': 'id:" + world.linked + "'}", "/api/v1/exports"))) {
            String key = "key-of-" + name + "-" + act.path().hashCode();
            Answer first = probe.post(act.path(), world.officer, act.body(), key);
            assertThat(first.status()).as(first.text()).isBetween(200, 202);
            assertThat(first.header(REPLAYED)).isEmpty();
            long after = world.archive().health().records();
            Answer second = probe.post(act.path(), world.officer, act.body(), key);
            assertThat(second.status()).isEqualTo(first.status());
            assertThat(second.body()).isEqualTo(first.body());
            assertThat(second.header("Content-Type")).isEqualTo(first.header("Content-Type"));
            assertThat(second.header(REPLAYED)).isEqualTo("true");
            if (!act.path().endsWith("exports")) {
                assertThat(world.archive().health().records())
                        .as("no record more by %s", act.path())
                        .isEqualTo(after);
            }
        }
    }

    @Test
    void anotherWishUnderTheSameKeyIsRefusedAndNotDone() throws Exception {
        String name = name();
        assertThat(probe.post("/api/v1/holds", world.officer, hold(name, "one"), name)
                        .status())
                .isEqualTo(200);
        for (Answer other : List.of(
                probe.post("/api/v1/holds", world.officer, hold(name(), "one"), name),
                probe.post("/api/v1/holds/" + name + "/release", world.officer, "{'reason': 'r'}", name))) {
            assertThat(other.status()).isEqualTo(422);
            assertThat(other.json().path("detail").asText()).contains("another call");
        }
        assertThat(probe.get("/api/v1/holds/" + name, world.officer)
                        .json()
                        .path("active")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void theKeysOfTwoPeopleHaveNothingToDoWithEachOther() throws Exception {
        String name = name();
        assertThat(probe.post("/api/v1/holds", world.officer, hold(name, "r"), name)
                        .status())
                .isEqualTo(200);
        Answer second = probe.post("/api/v1/holds", world.second, hold(name, "r"), name);
        assertThat(second.status()).as("told the truth, not the other's answer").isEqualTo(409);
        assertThat(second.header(REPLAYED)).isEmpty();
    }

    @Test
    void whatWasRefusedMayBeTriedAgainWithTheSameKey() throws Exception {
        String name = name();
        String path = "/api/v1/holds/" + name + "/release";
        assertThat(probe.post(path, world.officer, "{'reason': 'r'}", name).status())
                .isEqualTo(404);
        probe.post("/api/v1/holds", world.officer, hold(name, "r"));
        Answer done = probe.post(path, world.officer, "{'reason': 'r'}", name);
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.header(REPLAYED)).isEmpty();
    }

    @Test
    void aKeyIsRememberedThroughARestartOfTheServer() throws Exception {
        String name = name();
        Answer first = probe.post("/api/v1/holds", world.officer, hold(name, "r"), name);
        try (Console restarted = world.start(Limits.usual(), false)) {
            Answer again = new Probe(restarted.port()).post("/api/v1/holds", world.officer, hold(name, "r"), name);
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(again.header(REPLAYED)).isEqualTo("true");
        }
    }

    @Test
    void aKeyThatIsNoneIsToldSo() throws Exception {
        for (String wrong : List.of("two words", "x".repeat(256), "\"half")) {
            Answer answer = probe.post("/api/v1/holds", world.officer, hold(name(), "r"), wrong);
            assertThat(answer.status()).as(wrong).isEqualTo(400);
            assertThat(answer.json().path("parameter").asText()).isEqualTo("Idempotency-Key");
        }
    }
}
