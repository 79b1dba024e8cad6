package io.tradepost.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.Direction;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.access.AccessPolicy;
import io.tradepost.console.Probe.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Disposal, private mail, purposes, notices and the audit through the REST API. */
@ExtendWith(SharedWorld.class)
class LawActRoutesTest {
    private final World world;
    private final Probe probe;
    private final SchemaCheck schemas = new SchemaCheck();

    LawActRoutesTest(World world) {
        this.world = world;
        this.probe = world.probe();
    }

    @Test
    void privateMailTakesASecondOfficer() throws Exception {
        MessageId id = world.capture(
                "From: lina@ours.example\r\nSubject: familymatter\r\nSensitivity: Private\r\n\r\nfamilymatter"
                        .getBytes(StandardCharsets.US_ASCII),
                List.of(),
                Direction.INTERNAL);
        world.awaitSearchable();
        Answer page = probe.get("/api/v1/messages?q=familymatter", world.officer);
        assertThat(page.json().path("total").asInt()).isEqualTo(1);
        assertThat(page.json().path("items").toString()).doesNotContain("familymatter");
        Answer refused = probe.get("/api/v1/messages/" + id + "/raw", world.officer);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("reason").asText()).isEqualTo("private");
        schemas.answer("getRawMessage", refused);
        Answer asked = probe.post("/api/v1/private-mail/" + id + "/ask", world.officer, "{'reason': 'dispute'}");
        schemas.answer("askForPrivateMessage", asked);
        String approve =
                "/api/v1/private-mail/requests/" + asked.json().path("id").asText() + "/approve";
        assertThat(probe.post(approve, world.officer, "{}").status()).isEqualTo(403);
        assertThat(probe.post(approve, world.second, "{}").json().path("state").asText())
                .isEqualTo("granted");
        assertThat(probe.get("/api/v1/messages/" + id + "/raw", world.officer).text())
                .contains("familymatter");
        assertThat(probe.get("/api/v1/messages/" + id + "/raw", world.nobodys).status())
                .isEqualTo(403);
    }

    @Test
    void aPurposeIsDemandedWhereTheConfigurationSaysSoAndStandsInTheAudit() throws Exception {
        var access = world.archive().law().access();
        access.apply(new AccessPolicy(true, List.of("audit", "纠纷"), Duration.ofHours(1)));
        try {
            String path = "/api/v1/messages/" + world.linked;
            Optional<String> officer = Optional.of("Bearer " + world.officer);
            Answer refused = probe.get(path, world.officer);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.json().path("detail").asText()).contains("audit, 纠纷");
            assertThat(probe.send("GET", path, officer, "X-Purpose", "audit: 2026")
                            .status())
                    .isEqualTo(200);
            assertThat(probe.send("GET", path, officer, "X-Purpose", "%E7%BA%A0%E7%BA%B7: A")
                            .status())
                    .isEqualTo(200);
            assertThat(probe.send("GET", path, officer, "X-Purpose", "%ZZ").status())
                    .isEqualTo(400);
            assertThat(probe.get(path, world.platform).status()).isEqualTo(200);
        } finally {
            access.apply(AccessPolicy.usual());
        }
        Answer audit = probe.get(
                "/api/v1/audit?who=lili@tradepost.test&action=view&target=" + world.linked + "&outcome=done",
                world.officer);
        schemas.answer("searchAudit", audit);
        assertThat(audit.json().path("items").findValuesAsText("purpose")).contains("audit: 2026", "纠纷: A");
        assertThat(probe.get("/api/v1/audit?action=audit-search", world.officer)
                        .json()
                        .path("items")
                        .toString())
                .contains("target=" + world.linked);
        assertThat(probe.get("/api/v1/audit?from=yesterday", world.officer).status())
                .isEqualTo(400);
        assertThat(probe.get("/api/v1/audit?from=2026-13-01T00:00:00Z", world.officer)
                        .status())
                .isEqualTo(400);
        assertThat(probe.get("/api/v1/audit?limit=1", world.officer)
                        .json()
                        .path("next")
                        .asLong())
                .isPositive();
    }

    @Test
    void noticesAreRecordedAndTheTextIsThereInBothLanguages() throws Exception {
        Answer made = probe.post(
                "/api/v1/notices",
                world.officer,
                "{'account': 'zhangsan@tradepost.test', 'how': 'accepted', 'at': '2026-01-05T08:00:00Z'}");
        assertThat(made.status()).as(made.text()).isEqualTo(200);
        schemas.answer("recordNotice", made);
        Answer all = probe.get("/api/v1/notices", world.officer);
        assertThat(all.json().path("chinese").asText()).contains("归档");
        assertThat(all.json().path("notices").findValuesAsText("how")).contains("accepted");
        assertThat(probe.post("/api/v1/notices", world.officer, "{'account': 'zhangsan@tradepost.test', 'how': 'told'}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void withNothingDueNothingIsProposed() throws Exception {
        Answer none = probe.post("/api/v1/dispositions", world.officer, "{'reason': 'early'}");
        assertThat(none.status()).isEqualTo(409);
        assertThat(none.json().path("reason").asText()).isEqualTo("nothing-due");
        schemas.answer("proposeDisposition", none);
        assertThat(probe.post("/api/v1/dispositions/D-0/execute", world.officer, "{}")
                        .status())
                .isEqualTo(404);
    }
}
