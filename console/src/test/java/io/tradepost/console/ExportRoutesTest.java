package io.tradepost.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradepost.archive.export.BundleCheck;
import io.tradepost.archive.export.BundleReport;
import io.tradepost.console.Probe.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Exports through the REST API: begun, waited for, fetched and checked. */
@ExtendWith(SharedWorld.class)
class ExportRoutesTest {
    private final World world;
    private final Probe probe;
    private final SchemaCheck schemas = new SchemaCheck();

    @TempDir
    Path folder;

    ExportRoutesTest(World world) {
        this.world = world;
        this.probe = world.probe();
    }

    @Test
    void anExportIsMadeInTheBackgroundAndProvesItselfOnceItIsFetched() throws Exception {
        Answer begun = probe.post(
                "/api/v1/exports", world.officer, "{'query': 'id:" + world.linked + "', 'formats': ['eml', 'mbox']}");
        assertThat(begun.status()).isEqualTo(202);
        schemas.answer("createExport", begun);
        String path = "/api/v1/exports/" + begun.json().path("export").asText();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> probe.get(path, world.officer)
                        .json()
                        .path("state")
                        .asText()
                        .equals("done"));
        Answer done = probe.get(path, world.officer);
        schemas.answer("getExport", done);
        Answer bundle = probe.get(path + "/bundle", world.officer);
        assertThat(bundle.status()).isEqualTo(200);
        assertThat(bundle.header("Content-Type")).isEqualTo("application/zip");
        BundleReport report = BundleCheck.run(Files.write(folder.resolve("bundle.zip"), bundle.body()), progress -> {});
        assertThat(report.problems()).isEmpty();
        assertThat(report.messages()).isEqualTo(1);
        assertThat(report.manifestSha256())
                .isEqualTo(done.json().path("manifestSha256").asText());
        Answer list = probe.get("/api/v1/exports", world.officer);
        schemas.answer("listExports", list);
        assertThat(list.json().findValuesAsText("export"))
                .contains(begun.json().path("export").asText());
        JsonNode file = of(list, begun.json().path("export").asText()).path("bundle");
        assertThat(file.path("bytes").asLong()).isEqualTo(bundle.body().length);
        assertThat(file.path("until").asText()).isNotEmpty();
        Answer discarded = probe.post(path + "/discard", world.officer, "{}");
        assertThat(discarded.status()).isEqualTo(200);
        schemas.answer("discardExport", discarded);
        assertThat(probe.get(path + "/bundle", world.officer).status()).isEqualTo(404);
        assertThat(probe.post(path + "/discard", world.officer, "{}").status()).isEqualTo(404);
        assertThat(of(
                                probe.get("/api/v1/exports", world.officer),
                                begun.json().path("export").asText())
                        .has("bundle"))
                .isFalse();
        JsonNode fetched =
                probe.get("/api/v1/audit?action=export-fetch", world.officer).json();
        assertThat(fetched.path("items").toString())
                .contains(begun.json().path("export").asText());
    }

    private static JsonNode of(Answer list, String export) throws Exception {
        for (JsonNode one : list.json()) {
            if (one.path("export").asText().equals(export)) {
                return one;
            }
        }
        throw new AssertionError("not listed: " + export);
    }

    @Test
    void aWishThatIsNoneIsRefusedAtOnce() throws Exception {
        assertThat(probe.post("/api/v1/exports", world.officer, "{}").status()).isEqualTo(400);
        assertThat(probe.post("/api/v1/exports", world.officer, "{'query': 'subject:('}")
                        .status())
                .isEqualTo(400);
        assertThat(probe.post("/api/v1/exports", world.officer, "{'query': '', 'case': 'x'}")
                        .status())
                .isEqualTo(400);
        assertThat(probe.post("/api/v1/exports", world.officer, "{'query': '', 'formats': ['doc']}")
                        .status())
                .isEqualTo(400);
        assertThat(probe.get("/api/v1/exports/20260301-100000-aaaaaa/bundle", world.officer)
                        .status())
                .isEqualTo(404);
    }
}
