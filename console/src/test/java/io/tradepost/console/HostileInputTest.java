package io.tradepost.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.console.Probe.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SharedWorld.class)
class HostileInputTest {
    private static final long SEED = 20_261_123;
    private static final int QUERIES = 700;
    private static final List<String> PIECES = List.of(
            "from:",
            "to:",
            "cc:",
            "bcc:",
            "participant:",
            "domain:",
            "subject:",
            "body:",
            "attachment:",
            "filename:",
            "customer:",
            "order:",
            "account:",
            "direction:",
            "date:",
            "before:",
            "after:",
            "size:",
            "has:",
            "tag:",
            "id:",
            "hold:",
            "nosuch:",
            "AND",
            "OR",
            "NOT",
            "-",
            "(",
            ")",
            "（",
            "）",
            "\"",
            "“",
            "”",
            "：",
            "*",
            "?",
            "~",
            "^",
            "\\",
            "/",
            "[",
            "]",
            "{",
            "}",
            "..",
            ">",
            "<",
            "=",
            "1M",
            "2024-02-30",
            "2024",
            "..2024-01",
            "inbound",
            "a@b.c",
            "@b.c",
            "<x@y>",
            "SO-2024-00123",
            "合同",
            "發票",
            "订单号",
            "é",
            "ﬀ",
            "😀",
            "\u200b",
            "\u202e",
            "\t",
            "\n",
            "a",
            "lunch",
            "  ",
            "99999999999999999999",
            "date:0000",
            "size:>99999999999999999999G",
            "id:01ARZ");

    private final World world;
    private final Probe probe;
    private final SchemaCheck schemas = new SchemaCheck();

    HostileInputTest(World world) {
        this.world = world;
        this.probe = world.probe();
    }

    @Test
    void noQueryIsEverAnErrorOfOurs() throws Exception {
        Random random = new Random(SEED);
        int understood = 0;
        // Limits of its own: a thousand queries in a row would be too many for the usual ones.
        try (Console console = world.start(new Limits(10_000, 10_000, 10, 60, 16384, 65536, 100), false)) {
            Probe fuzz = new Probe(console.port());
            for (int i = 0; i < QUERIES; i++) {
                String query = query(random);
                Answer answer = fuzz.get("/api/v1/messages?limit=1&q=" + encoded(query), world.officer);
                assertThat(answer.status()).as("query %d: %s", i, query).isIn(200, 400);
                if (answer.status() == 200) {
                    understood++;
                } else {
                    schemas.problem(answer);
                    if (answer.json().has("position")) {
                        assertThat(answer.json().path("position").asInt()).isBetween(0, query.length());
                        assertThat(answer.json().path("pointer").asText()).contains("^");
                    }
                }
            }
        }
        assertThat(understood).as("some of both").isBetween(QUERIES / 20, QUERIES * 19 / 20);
    }

    @Test
    void aBrokenQueryIsPointedAt() throws Exception {
        Answer answer = probe.get("/api/v1/messages?q=" + encoded("lunch (menu"), world.officer);
        assertThat(answer.status()).isEqualTo(400);
        schemas.problem(answer);
        assertThat(answer.json().path("type").asText()).isEqualTo("urn:tradepost:problem:invalid-query");
        assertThat(answer.json().path("position").asInt()).isEqualTo(6);
        assertThat(answer.json().path("pointer").asText()).isEqualTo("lunch (menu\n      ^");
        assertThat(answer.json().path("detail").asText()).startsWith("At character 7: ");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/messages?q=%00, 400, q",
        "/api/v1/messages?q=a%00b, 400, q",
        "/api/v1/messages?q=%1b[31m, 400, q",
        "/api/v1/messages?q=%zz, 400, q",
        "/api/v1/messages?q=%, 400, q",
        "/api/v1/messages?q=%ff, 400, q",
        "/api/v1/messages?limit=0, 400, limit",
        "/api/v1/messages?limit=501, 400, limit",
        "/api/v1/messages?limit=-1, 400, limit",
        "/api/v1/messages?limit=ten, 400, limit",
        "/api/v1/messages?limit=1e2, 400, limit",
        "/api/v1/messages?limit=5&limit=6, 400, limit",
        "/api/v1/messages?cursor=, 400, cursor",
        "/api/v1/messages?query=x, 400, query",
        "/api/v1/messages?Q=x, 400, Q",
        "/api/v1/messages?access_token=x, 400, access_token",
        "/api/v1/messages/short, 400, id",
        "/api/v1/messages/8123456789ABCDEFGHJKMNPQRS, 400, id",
        "/api/v1/messages/0123456789ABCDEFGHIJKLMNOP, 400, id",
        "/api/v1/messages/..%2F..%2Fetc%2Fpasswd, 400, id",
        "/api/v1/customers/%00/messages, 400, code",
        "/api/v1/orders/a%5Cb/messages, 400, number",
        "/api/v1/orders/a%0d%0aSet-Cookie:x/messages, 400, number",
    })
    void aWrongParameterIsNamed(String path, int status, String parameter) throws Exception {
        String answer = probe.sendLines("GET " + path + " HTTP/1.1", "Authorization: Bearer " + world.officer);
        assertThat(answer).startsWith("HTTP/1.1 " + status);
        assertThat(answer).contains("application/problem+json");
        // Some of these the server refuses before it looks for parameters.
        if (!answer.contains("urn:tradepost:problem:bad-request")) {
            assertThat(answer).contains("\"parameter\":\"" + parameter + "\"");
        }
        assertThat(answer.substring(0, answer.indexOf("\r\n\r\n"))).doesNotContainIgnoringCase("\r\nSet-Cookie");
    }

    @Test
    void aQueryThatIsTooLongIsRefusedBeforeItIsRead() throws Exception {
        Answer longer = probe.get("/api/v1/messages?q=" + "x".repeat(1_001), world.officer);
        assertThat(longer.status()).isEqualTo(400);
        assertThat(longer.json().path("detail").asText()).contains("0 to 1000");
        assertThat(probe.get("/api/v1/messages?q=" + "x".repeat(100_000), world.officer)
                        .status())
                .isEqualTo(414);
        assertThat(probe.get("/api/v1/messages?q=" + encoded("订".repeat(1_000)), world.officer)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/messages/../../metrics",
        "/api/v1/messages/%2e%2e/%2e%2e/metrics",
        "/..%2f..%2fetc/passwd",
        "/api/v1/messages/..;/raw",
        "//etc/passwd",
        "/api//v1/messages",
        "/api/v1/messages/",
        "/API/v1/messages",
        "/api/v1/messages;jsessionid=1",
        "/api/v2/messages",
        "/openapi.yaml",
        "/WEB-INF/web.xml",
        "/.git/config",
    })
    void noOtherSpellingLeadsAnywhere(String path) throws Exception {
        for (String token : List.of(world.officer, world.admin)) {
            String answer = probe.sendLines("GET " + path + " HTTP/1.1", "Authorization: Bearer " + token);
            assertThat(answer).containsPattern("^HTTP/1.1 40[04] ");
            assertThat(answer).contains("application/problem+json");
        }
    }

    private static String query(Random random) {
        StringBuilder query = new StringBuilder();
        for (int n = 1 + random.nextInt(9); n > 0; n--) {
            query.append(PIECES.get(random.nextInt(PIECES.size())));
            if (random.nextInt(3) > 0) {
                query.append(' ');
            }
        }
        if (random.nextInt(20) == 0) {
            query.append("(".repeat(random.nextInt(400)));
        }
        if (random.nextInt(20) == 0) {
            random.ints(random.nextInt(40), 0, 0x10000)
                    .filter(c -> !Character.isSurrogate((char) c))
                    .forEach(query::appendCodePoint);
        }
        return query.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
