package io.tradepost.domain.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradepost.domain.DomainAdminException;
import io.tradepost.domain.dns.lookup.ZoneInMemory;
import io.tradepost.domain.text.Words;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.TXTRecord;

final class ReportTest {
    private final ZoneInMemory zone = new ZoneInMemory();

    private DomainReport check() throws IOException {
        Clock clock = Clock.fixed(Instant.parse("2026-03-02T08:00:00Z"), ZoneOffset.UTC);
        return new DomainVerifier(zone, clock).verify(FaultyZones.question("d.example"));
    }

    private void txt(String text) throws IOException {
        zone.add(new TXTRecord(Name.fromString("d.example."), DClass.IN, 60, text));
    }

    @Test
    void jsonHasTheSameShapeForEveryCheckInBothLanguages() throws IOException {
        txt("v=spf1 +all");
        for (Words words : List.of(Words.ENGLISH, Words.CHINESE)) {
            JsonNode json = ReportJson.of(check(), words);
            assertThat(json.path("domain").asText()).isEqualTo("d.example");
            assertThat(json.path("checkedAt").asText()).isEqualTo("2026-03-02T08:00:00Z");
            assertThat(json.path("result").asInt()).isEqualTo(DomainReport.EXIT_PROBLEMS);
            assertThat(json.path("checks")).isNotEmpty().allSatisfy(finding -> {
                List<String> names = new ArrayList<>();
                finding.fieldNames().forEachRemaining(names::add);
                assertThat(names)
                        .containsExactly(
                                "id",
                                "status",
                                "severity",
                                "summary",
                                "expected",
                                "observed",
                                "authority",
                                "ttl",
                                "evidence",
                                "fix",
                                "rfc");
                assertThat(finding.path("status").asText()).isIn("fine", "problem", "undecided");
                assertThat(finding.path("severity").asText()).isIn("gate", "error", "warning", "information");
                assertThat(finding.path("fix").path("steps_en").size())
                        .isEqualTo(finding.path("fix").path("steps_zh").size());
            });
        }
    }

    @Test
    void everyCheckHasItsOwnId() throws IOException {
        txt("v=spf1 -all");
        assertThat(check().findings()).extracting(Finding::id).doesNotHaveDuplicates();
    }

    @Test
    void textSaysWhatToDoInTheReadersLanguage() throws IOException {
        txt("v=spf1 +all");
        assertThat(ReportText.of(check(), Words.ENGLISH))
                .contains(
                        "✗ mx.present",
                        "publish: d.example. 3600 IN MX 10 mail.ours.test.",
                        "to do 1:",
                        "Problems: 3.");
        assertThat(ReportText.of(check(), Words.CHINESE)).contains("没有 MX 记录", "处理办法 1:", "发现问题：3。");
    }

    @Test
    void whatAStrangerWroteCantDriveTheTerminal() throws IOException {
        txt("v=spf1 \\027]0;owned\\007 -all");
        String text = ReportText.of(check(), Words.ENGLISH);
        assertThat(text.chars()).noneMatch(character -> character < 0x20 && character != '\n');
        assertThat(text).contains("\\x1B]0;owned\\x07");
        assertThat(DomainRecords.of(FaultyZones.question("d.example"), zone)
                        .zoneFile(Words.ENGLISH)
                        .chars())
                .noneMatch(character -> character < 0x20 && character != '\n');
    }

    @Test
    void sureProblemsOutweighSilence() throws IOException {
        txt("v=spf1 ?all");
        zone.silence(Name.fromString("d.example."));
        assertThat(check().exitCode()).isEqualTo(DomainReport.EXIT_PROBLEMS);
    }

    @Test
    void withoutOurOwnAddressesNothingIsClaimed() throws IOException {
        txt("v=spf1 -all");
        DomainReport report = new DomainVerifier(zone, Clock.systemUTC())
                .verify(new DomainQuestion("d.example", "", List.of(), List.of()));
        assertThat(report.find("spf.pass").orElseThrow().status()).isEqualTo(Status.UNDECIDED);
        assertThat(report.find("mx.present").orElseThrow().fix().records()).isEmpty();
        assertThat(report.find("mx.present").orElseThrow().fix().steps()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "example", "a..example", "exa mple.com", "-", "a.example/", "a\n.example"})
    void whatIsNoDomainIsRefused(String domain) {
        assertThatThrownBy(() -> new DomainQuestion(domain, "", List.of(), List.of()))
                .isInstanceOf(DomainAdminException.class);
    }

    @Test
    void aChineseDomainIsCheckedByItsALabels() {
        assertThat(new DomainQuestion("华贸.公司", "", List.of(), List.of()).domain())
                .isEqualTo("xn--xkrs16k.xn--55qx5d");
    }
}
