package io.tradepost.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.console.Probe.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Retention and holds through the REST API. */
@ExtendWith(SharedWorld.class)
class LawRoutesTest {
    private final World world;
    private final Probe probe;
    private final SchemaCheck schemas = new SchemaCheck();

    LawRoutesTest(World world) {
        this.world = world;
        this.probe = world.probe();
    }

    @Test
    void aScheduleIsMadeRaisedAndExplained() throws Exception {
        Answer made = probe.post(
                "/api/v1/retention/schedules",
                world.officer,
                "{'name': 'rest-orders', 'keep': '5y', 'query': 'order:" + world.order() + "', 'reason': 'test'}");
        assertThat(made.status()).isEqualTo(200);
        schemas.answer("addSchedule", made);
        assertThat(made.json().path("madeBy").asText()).isEqualTo("lili@tradepost.test");
        Answer lowered = probe.post(
                "/api/v1/retention/schedules/rest-orders/raise", world.officer, "{'keep': '4y', 'reason': 'cheaper'}");
        assertThat(lowered.status()).isEqualTo(422);
        assertThat(lowered.json().path("reason").asText()).isEqualTo("lowered");
        assertThat(lowered.json().path("detail").asText()).contains("at least 5y", "never lowered", "4y");
        assertThat(probe.post(
                                "/api/v1/retention/schedules/rest-orders/raise",
                                world.officer,
                                "{'keep': 'year-end+9y', 'reason': 'longer'}")
                        .json()
                        .path("minimum")
                        .asText())
                .isEqualTo("year-end+9y");
        Answer explained = probe.get("/api/v1/retention/messages/" + world.linked, world.officer);
        assertThat(explained.json().path("schedules").findValuesAsText("name")).contains("rest-orders");
        assertThat(explained.json().path("until").asText()).endsWith("-01-01T00:00:00.000Z");
        Answer none = probe.get("/api/v1/retention/messages/01HX0000000000000000999999", world.officer);
        assertThat(none.status()).isEqualTo(404);
    }

    @Test
    void aHoldIsReleasedByTwoPersonsAndByNoTokenThatIsNobodys() throws Exception {
        String hold = "{'name': 'rest-acme', 'matter': 'Acme', 'reason': 'letter', 'query': 'subject:order'}";
        Answer refused = probe.post("/api/v1/holds", world.nobodys, hold);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("detail").asText()).contains("--account");
        assertThat(probe.post("/api/v1/holds", world.officer, hold).status()).isEqualTo(200);
        assertThat(probe.post("/api/v1/holds", world.officer, hold).status()).isEqualTo(409);
        String explain = "/api/v1/retention/messages/" + world.linked;
        assertThat(probe.get(explain, world.officer).json().path("holds").toString())
                .contains("rest-acme");
        Answer asked = probe.post("/api/v1/holds/rest-acme/release", world.officer, "{'reason': 'settled'}");
        assertThat(asked.json().path("state").asText()).isEqualTo("open");
        Answer alone = probe.post("/api/v1/holds/rest-acme/approve", world.officer, "{}");
        assertThat(alone.status()).isEqualTo(403);
        assertThat(alone.json().path("reason").asText()).isEqualTo("same-person");
        assertThat(probe.post("/api/v1/holds/rest-acme/approve", world.nobodys, "{}")
                        .status())
                .isEqualTo(403);
        assertThat(probe.get(explain, world.officer).json().path("holds").toString())
                .contains("rest-acme");
        Answer released = probe.post("/api/v1/holds/rest-acme/approve", world.second, "{}");
        assertThat(released.json().path("active").asBoolean()).isFalse();
        assertThat(probe.get(explain, world.officer).json().path("holds").toString())
                .doesNotContain("rest-acme");
        assertThat(probe.get("/api/v1/requests", world.officer).json().toString())
                .contains("\"what\":\"hold-release\"", "wangwei@tradepost.test");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name': 'x', 'matter': 'y'}|400|reason",
                "{'name': 'x', 'matter': 'y', 'reason': 'z', 'more': 1}|400|more",
                "{'name': 7, 'matter': 'y', 'reason': 'z'}|400|name",
                "{'name': 'x', 'matter': 'y', 'reason': 'z', 'custodians': 'a@b'}|400|custodians",
                "{'name': 'x', 'matter': 'y', 'reason': 'z', 'custodians': [1]}|400|custodians",
                "{'name': 'x', 'name': 'y', 'matter': 'y', 'reason': 'z'}|400|",
                "['name']|400|",
                "{|400|",
                "{'name': 'a b', 'matter': 'y', 'reason': 'z'}|422|",
                "{'name': 'x', 'matter': 'y', 'reason': 'z', 'custodians': ['nobody']}|422|",
                "{'name': 'x', 'matter': 'y', 'reason': 'z', 'query': 'hold:x'}|422|",
                "{'name': 'x', 'matter': 'y', 'reason': 'z', 'query': 'form:x'}|400|"
            })
    void aWishThatIsNoneIsRefusedByName(String json, int status, String parameter) throws Exception {
        Answer answer = probe.post("/api/v1/holds", world.officer, json);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        if (parameter != null) {
            assertThat(answer.json().path("parameter").asText()).isEqualTo(parameter);
        }
        schemas.answer("createHold", answer);
    }

    @Test
    void whatChangesSomethingIsNotAskedForByGetAndNotSentByAForm() throws Exception {
        assertThat(probe.send("POST", "/api/v1/holds/" + world.hold, java.util.Optional.of("Bearer " + world.officer))
                        .status())
                .isEqualTo(405);
        String form = probe.sendLines(
                "POST /api/v1/holds HTTP/1.1",
                "Authorization: Bearer " + world.officer,
                "Content-Type: text/plain",
                "Content-Length: 2",
                "",
                "{}");
        assertThat(form).startsWith("HTTP/1.1 415");
    }
}
