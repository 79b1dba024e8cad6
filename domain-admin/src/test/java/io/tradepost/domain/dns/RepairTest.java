package io.tradepost.domain.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.domain.dns.lookup.NetworkLookup;
import io.tradepost.domain.dns.lookup.PrivateNsd;
import io.tradepost.domain.text.Words;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a report says to publish is published, and the check that asked for it is then fine. */
final class RepairTest {
    @Test
    void everyPrintedRecordMendsTheCheckThatPrintedIt() throws IOException {
        PrivateNsd.Zones zones = FaultyZones.all();
        Map<String, Finding> mended = new LinkedHashMap<>();
        try (PrivateNsd nsd = PrivateNsd.start(zones)) {
            for (DomainReport report : checkAll(nsd, zones)) {
                report.findings().stream()
                        .filter(finding -> finding.status() == Status.PROBLEM
                                && !finding.fix().records().isEmpty())
                        .findFirst()
                        .ifPresent(finding -> mended.put(report.domain(), finding));
            }
        }
        assertThat(mended).hasSizeGreaterThan(15);
        mended.forEach((domain, finding) ->
                publish(zones.linesOf(domain), domain, finding.fix().records()));
        try (PrivateNsd nsd = PrivateNsd.start(zones)) {
            for (DomainReport report : checkAll(nsd, zones)) {
                if (mended.containsKey(report.domain())) {
                    String id = mended.get(report.domain()).id();
                    assertThat(report.find(id).orElseThrow().status())
                            .as("%s %s", id, ReportText.of(report, Words.ENGLISH))
                            .isEqualTo(Status.FINE);
                }
            }
        }
    }

    @Test
    void theRecordsToPublishMakeABareDomainHealthyAndKeepWhatOthersNeed() throws IOException {
        PrivateNsd.Zones zones = FaultyZones.all();
        List<String> broken =
                List.of("nomx.test", "nospf.test", "foreign.test", "twospf.test", "badspf.test", "nullmx.test");
        Map<String, DomainRecords> records = new LinkedHashMap<>();
        try (PrivateNsd nsd = PrivateNsd.start(zones);
                NetworkLookup dns = NetworkLookup.at(nsd.address(), Duration.ofSeconds(2))) {
            for (String domain : broken) {
                records.put(domain, DomainRecords.of(FaultyZones.question(domain), dns));
            }
        }
        assertThat(records)
                .hasEntrySatisfying(
                        "twospf.test",
                        each -> assertThat(each.zoneFile(Words.ENGLISH)).contains("include:sub.healthy.test"));
        records.forEach((domain, each) -> publish(
                zones.linesOf(domain),
                domain,
                each.zoneFile(Words.CHINESE)
                        .lines()
                        .filter(line -> !line.isEmpty() && !line.startsWith(";"))
                        .toList()));
        // The one include that names a record which nobody published.
        zones.linesOf("healthy.test").add("sub IN TXT \"v=spf1 ip4:203.0.113.77 -all\"");
        try (PrivateNsd nsd = PrivateNsd.start(zones);
                NetworkLookup dns = NetworkLookup.at(nsd.address(), Duration.ofSeconds(2))) {
            for (String domain : broken) {
                DomainReport report = new DomainVerifier(dns, Clock.systemUTC()).verify(FaultyZones.question(domain));
                assertThat(report.exitCode())
                        .as(ReportText.of(report, Words.ENGLISH))
                        .isEqualTo(DomainReport.EXIT_FINE);
            }
        }
    }

    private static List<DomainReport> checkAll(PrivateNsd nsd, PrivateNsd.Zones zones) throws IOException {
        List<DomainReport> reports = new ArrayList<>();
        try (NetworkLookup dns = NetworkLookup.at(nsd.address(), Duration.ofSeconds(2))) {
            for (String domain : zones.apexes()) {
                if (domain.indexOf('.') > 0) {
                    reports.add(new DomainVerifier(dns, Clock.systemUTC()).verify(FaultyZones.question(domain)));
                }
            }
        }
        return reports;
    }

    /** As the steps say: MX and SPF records are replaced, other TXT records stay. */
    private static void publish(List<String> lines, String domain, List<String> records) {
        for (String record : records) {
            if (record.startsWith(domain + ". ")) {
                boolean mx = record.contains(" IN MX ");
                lines.removeIf(line -> mx ? line.startsWith("@ IN MX") : isMeantAsSpf(line));
            }
            lines.add(record);
        }
    }

    private static boolean isMeantAsSpf(String line) {
        return line.startsWith("@ IN TXT") && line.toLowerCase(Locale.ROOT).contains("spf1");
    }
}
