package io.tradepost.domain.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.domain.dns.lookup.NetworkLookup;
import io.tradepost.domain.dns.lookup.PrivateNsd;
import io.tradepost.domain.dns.text.Words;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each fault in a zone of its own, served by nsd. */
final class DomainVerifierTest {
    private static final String OURS = "192.0.2.10";
    private static final String OURS6 = "2001:db8::10";
    private static final String MAIL_HOST = "mail.ours.test";
    private static final String GOOD_MX = "@ IN MX 10 " + MAIL_HOST + ".";
    private static final String GOOD_SPF = "@ IN TXT \"v=spf1 ip4:" + OURS + " ip6:" + OURS6 + " -all\"";

    private static PrivateNsd nsd;
    private static NetworkLookup dns;

    @BeforeAll
    static void startNameServer() {
        nsd = PrivateNsd.start(zones());
        dns = NetworkLookup.at(nsd.address(), Duration.ofSeconds(2));
    }

    @AfterAll
    static void stopNameServer() {
        dns.close();
        nsd.close();
    }

    private static PrivateNsd.Zones zones() {
        String[] tenIncludes = IntStream.range(0, 11)
                .mapToObj(i -> "s" + i + " IN TXT \"v=spf1 ip4:203.0.113." + i + " -all\"")
                .toArray(String[]::new);
        String manyIncludes = "@ IN TXT \"v=spf1 ip4:" + OURS + " "
                + "\" \"include:"
                + String.join(
                        "\" \" include:",
                        IntStream.range(0, 11)
                                .mapToObj(i -> "s" + i + ".lookups.test")
                                .toList())
                + "\" \" -all\"";
        return new PrivateNsd.Zones()
                .zone("test", "ns.nic IN A 127.0.0.1")
                // A public suffix, so that it is known what can be registered below it.
                .zone("com", "other IN A 127.0.0.1")
                .zone(
                        "ours.test",
                        "mail IN A " + OURS,
                        "mail IN AAAA " + OURS6,
                        "mail IN TXT \"v=spf1 a -all\"",
                        "alias IN CNAME mail",
                        "two IN A " + OURS,
                        GOOD_MX,
                        GOOD_SPF)
                .zone("healthy.test", GOOD_MX, GOOD_SPF, "@ IN TXT \"some-vendor-verification=1\"", "sub IN A " + OURS)
                .zone("nomx.test", "@ IN A 198.51.100.7", GOOD_SPF)
                .zone("nullmx.test", "@ IN MX 0 .", GOOD_SPF)
                .zone("mixedmx.test", "@ IN MX 0 .", GOOD_MX, GOOD_SPF)
                .zone("cnamemx.test", "@ IN MX 10 alias.ours.test.", GOOD_SPF)
                .zone("noaddr.test", "@ IN MX 10 nothing.ours.test.", GOOD_SPF)
                .zone("literalmx.test", "@ IN MX 10 192.0.2.10.", GOOD_SPF)
                .zone("foreign.test", "@ IN MX 10 mx.foreign.test.", "mx IN A 198.51.100.25", GOOD_SPF)
                .zone("some.test", GOOD_MX, "@ IN MX 20 mx", "mx IN A 198.51.100.25", GOOD_SPF)
                .zone("dup.test", GOOD_MX, "@ IN MX 20 " + MAIL_HOST + ".", GOOD_SPF)
                .zone("nospf.test", GOOD_MX)
                .zone(
                        "twospf.test",
                        GOOD_MX,
                        GOOD_SPF,
                        "@ IN TXT \"v=spf1 include:sub.healthy.test ip4:203.0.113.9 ~all\"")
                .zone("badspf.test", GOOD_MX, "@ IN TXT \"v=spf1 ip4:" + OURS + " ipv4:203.0.113.9 -all\"")
                .zone("prefix.test", GOOD_MX, "@ IN TXT \"spf1 ip4:" + OURS + " -all\"")
                .zone("notpass.test", GOOD_MX, "@ IN TXT \"v=spf1 ip4:203.0.113.0/24 include:ours.test -all\"")
                .zone("fails.test", GOOD_MX, "@ IN TXT \"v=spf1 ip4:203.0.113.0/24 include:s1.lookups.test -all\"")
                .zone("lookups.test", concat(tenIncludes, GOOD_MX, manyIncludes))
                .zone(
                        "void.test",
                        GOOD_MX,
                        "@ IN TXT \"v=spf1 ip4:" + OURS + " ip6:" + OURS6
                                + " a:x1.void.test a:x2.void.test mx:x3.void.test -all\"")
                .zone("open.test", GOOD_MX, "@ IN TXT \"v=spf1 ip4:" + OURS + " ip6:" + OURS6 + " ?all\"")
                .zone("ptr.test", GOOD_MX, "@ IN TXT \"v=spf1 ip4:" + OURS + " ip6:" + OURS6 + " ptr -all\"")
                .zone(
                        "dangling.test",
                        GOOD_MX,
                        "@ IN TXT \"v=spf1 ip4:" + OURS + " ip6:" + OURS6 + " include:spf.bankrupt-exports.com -all\"")
                .zone(
                        "broken.test",
                        GOOD_MX,
                        "@ IN TXT \"v=spf1 ip4:" + OURS + " ip6:" + OURS6 + " include:badspf.test -all\"")
                .zone(
                        "manymx.test",
                        concat(
                                IntStream.range(0, 11)
                                        .mapToObj(i -> "m" + i + " IN A 203.0.113." + i)
                                        .toArray(String[]::new),
                                concat(
                                        IntStream.range(0, 11)
                                                .mapToObj(i -> "pool IN MX 10 m" + i)
                                                .toArray(String[]::new),
                                        GOOD_MX,
                                        "@ IN TXT \"v=spf1 ip4:" + OURS + " ip6:" + OURS6
                                                + " mx:pool.manymx.test -all\"")))
                .zone(
                        "long.test",
                        GOOD_MX,
                        "@ IN TXT \"v=spf1 ip4:" + OURS + " ip6:" + OURS6 + "\"" + " \" ip4:203.0.113.0/30\"".repeat(25)
                                + " \" -all\"")
                .zone(
                        "huge.test",
                        concat(
                                IntStream.range(0, 30)
                                        .mapToObj(i -> "@ IN TXT \"" + ("token" + i).repeat(30) + "\"")
                                        .toArray(String[]::new),
                                GOOD_MX,
                                GOOD_SPF));
    }

    private static String[] concat(String[] first, String... more) {
        String[] all = Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }

    static DomainQuestion question(String domain) throws IOException {
        List<InetAddress> ours = List.of(InetAddress.getByName(OURS), InetAddress.getByName(OURS6));
        return new DomainQuestion(domain, MAIL_HOST, ours, ours);
    }

    private static DomainReport check(String domain) throws IOException {
        return new DomainVerifier(dns, Clock.systemUTC()).verify(question(domain));
    }

    /** Exactly this check must say that there is a problem, but for those that say the same in another way. */
    private static Finding problem(String domain, String id, String... alsoProblems) throws IOException {
        DomainReport report = check(domain);
        assertThat(report.exitCode()).isEqualTo(DomainReport.EXIT_PROBLEMS);
        List<String> wanted = Arrays.asList(concat(new String[] {id}, alsoProblems));
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
            DomainReport report = new DomainVerifier(nobody, Clock.systemUTC()).verify(question("healthy.test"));

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
