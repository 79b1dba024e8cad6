package io.tradepost.domain.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.domain.dns.lookup.NetworkLookup;
import io.tradepost.domain.dns.lookup.PrivateNsd;
import io.tradepost.domain.text.Words;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each fault in a zone of its own, served by nsd. */
final class DomainVerifierTest {
    private static final String OURS = FaultyZones.OURS;

    private static PrivateNsd nsd;
    private static NetworkLookup dns;

    @BeforeAll
    static void startNameServer() {
        nsd = PrivateNsd.start(FaultyZones.all());
        dns = NetworkLookup.at(nsd.address(), Duration.ofSeconds(2));
    }

    @AfterAll
    static void stopNameServer() {
        dns.close();
        nsd.close();
    }

    private static DomainReport check(String domain) throws IOException {
        return new DomainVerifier(dns, Clock.systemUTC()).verify(FaultyZones.question(domain));
    }

    /** Exactly this check must say that there is a problem, but for those that say the same in another way. */
    private static Finding problem(String domain, String id, String... alsoProblems) throws IOException {
        DomainReport report = check(domain);
        assertThat(report.exitCode()).isEqualTo(DomainReport.EXIT_PROBLEMS);
        List<String> wanted = new ArrayList<>(List.of(alsoProblems));
        wanted.add(id);
        assertThat(report.findings())
                .filteredOn(finding -> finding.status() == Status.PROBLEM)
                .extracting(Finding::id)
                .as(ReportText.of(report, Words.ENGLISH))
                .containsExactlyInAnyOrderElementsOf(wanted);
        return report.find(id).orElseThrow();
    }

    @Test
    void aHealthyZoneHasNothingWrong() throws IOException {
        DomainReport report = check("healthy.test");

        assertThat(report.findings())
                .as(ReportText.of(report, Words.CHINESE))
                .allSatisfy(finding -> assertThat(finding.status()).isEqualTo(Status.FINE));
        assertThat(report.exitCode()).isEqualTo(DomainReport.EXIT_FINE);
        assertThat(report.find("mx.present").orElseThrow().ttl()).isEqualTo(Duration.ofMinutes(5));
        assertThat(report.find("mx.present").orElseThrow().authority())
                .isEqualTo("127.0.0.1:" + nsd.address().getPort());
    }

    @Test
    void aMissingZoneIsTheOneProblemAndAllElseWaitsForIt() throws IOException {
        problem("missing.test", "zone.exists");
        assertThat(check("missing.test").findings())
                .filteredOn(finding -> !finding.id().equals("zone.exists"))
                .allMatch(Finding::isWaiting);
    }

    @Test
    void aDomainWithoutMxIsToldWhereMailGoesInstead() throws IOException {
        Finding finding = problem("nomx.test", "mx.present");
        assertThat(Words.ENGLISH.say(finding.evidence().getFirst())).contains("198.51.100.7");
        assertThat(finding.fix().records()).containsExactly("nomx.test. 3600 IN MX 10 mail.ours.test.");
    }

    @Test
    void faultsOfMailHostsAreTold() throws IOException {
        problem("nullmx.test", "mx.null");
        problem("mixedmx.test", "mx.null");
        problem("cnamemx.test", "mx.cname");
        problem("noaddr.test", "mx.noaddr", "mx.ours");
        assertThat(problem("literalmx.test", "mx.noaddr", "mx.ours").observed()).containsExactly("192.0.2.10");
        assertThat(problem("foreign.test", "mx.ours").observed()).containsExactly("mx.foreign.test → 198.51.100.25");
        problem("some.test", "mx.ours");
        problem("dup.test", "mx.dup");
    }

    @Test
    void aSecondSpfRecordIsMergedWithTheFirst() throws IOException {
        Finding finding = problem("twospf.test", "spf.single");
        assertThat(finding.fix().records())
                .containsExactly("twospf.test. 3600 IN TXT \"v=spf1 ip4:192.0.2.10 ip6:2001:db8::10"
                        + " include:sub.healthy.test ip4:203.0.113.9 -all\"");
    }

    @Test
    void anErrorInTheRecordIsPointedAt() throws IOException {
        Finding finding = problem("badspf.test", "spf.syntax");
        assertThat(finding.evidence().stream().map(Words.ENGLISH::say))
                .containsExactly("v=spf1 ip4:192.0.2.10 ipv4:203.0.113.9 -all", "                      ^");
        assertThat(Words.ENGLISH.say(finding.summary())).contains("did you mean \"ip4\"");
    }

    @Test
    void faultsOfTheSpfRecordAreTold() throws IOException {
        problem("nospf.test", "spf.single");
        problem("prefix.test", "spf.single", "spf.prefix");
        problem("open.test", "spf.all");
        problem("ptr.test", "spf.ptr");
        problem("void.test", "spf.void");
        problem("manymx.test", "spf.mx");
        problem("long.test", "spf.txt-length");
        problem("broken.test", "spf.include-broken");
        assertThat(Words.ENGLISH.say(
                        problem("dangling.test", "spf.include-dangling").summary()))
                .contains("anybody can register");
    }

    @Test
    void tooManyLookupsAreCountedTermByTerm() throws IOException {
        Finding finding = problem("lookups.test", "spf.lookups", "spf.pass");
        assertThat(finding.observed()).containsExactly("11");
        assertThat(finding.evidence().stream().map(Words.ENGLISH::say))
                .hasSize(1 + 11 * 2)
                .contains("lookups.test: 11 lookups", "  include:s3.lookups.test: 1");
    }

    @Test
    void aRecordThatForgetsOneOfOurAddressesIsToldByItsOwnSteps() throws IOException {
        assertThat(check("notpass.test").exitCode()).isEqualTo(DomainReport.EXIT_FINE);
        Finding finding = problem("fails.test", "spf.pass");
        assertThat(finding.observed()).containsExactly(OURS + " fail", "2001:db8::10 fail");
        assertThat(finding.evidence().stream().map(Words.ENGLISH::say))
                .anyMatch(line -> line.contains("192.0.2.10 is not in 203.0.113.0/24"));
        assertThat(finding.fix().records())
                .containsExactly("fails.test. 3600 IN TXT \"v=spf1 ip4:192.0.2.10 ip6:2001:db8::10"
                        + " ip4:203.0.113.0/24 include:s1.lookups.test -all\"");
    }

    @Test
    void anAnswerTooLargeForUdpIsFetchedOverTcp() throws IOException {
        DomainReport report = check("huge.test");
        assertThat(report.exitCode()).as(ReportText.of(report, Words.ENGLISH)).isEqualTo(DomainReport.EXIT_FINE);
    }

    @Test
    void aServerThatIsSilentLeavesEverythingUndecided() throws IOException {
        try (DatagramSocket silent = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                NetworkLookup nobody = NetworkLookup.at(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), silent.getLocalPort()),
                        Duration.ofMillis(300))) {
            DomainReport report =
                    new DomainVerifier(nobody, Clock.systemUTC()).verify(FaultyZones.question("healthy.test"));

            assertThat(report.findings())
                    .allSatisfy(finding ->
                            assertThat(finding.status()).as(finding.id()).isEqualTo(Status.UNDECIDED));
            assertThat(report.exitCode()).isEqualTo(DomainReport.EXIT_UNDECIDED);
        }
    }

    @Test
    void aServerThatRefusesLeavesEverythingUndecided() throws IOException {
        DomainReport report = check("elsewhere.example");
        assertThat(report.exitCode()).isEqualTo(DomainReport.EXIT_UNDECIDED);
        assertThat(Words.ENGLISH.say(report.find("mx.present").orElseThrow().summary()))
                .contains("REFUSED");
    }
}
