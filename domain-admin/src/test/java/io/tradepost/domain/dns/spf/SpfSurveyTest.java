package io.tradepost.domain.dns.spf;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.domain.dns.lookup.SharedLookup;
import io.tradepost.domain.dns.lookup.ZoneInMemory;
import io.tradepost.domain.text.Words;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.TXTRecord;

final class SpfSurveyTest {
    private final ZoneInMemory zone = new ZoneInMemory();
    private final SharedLookup dns = new SharedLookup(zone);

    private void spf(String name, String text) throws IOException {
        zone.add(new TXTRecord(Name.fromString(name + "."), DClass.IN, 60, text));
    }

    private SpfBranch survey(String domain) {
        return SpfSurvey.of(domain, dns).join();
    }

    @Test
    void countsWhatNoSingleMessageCosts() throws IOException {
        spf(
                "d.example",
                "v=spf1 ip4:192.0.2.1 include:a.example include:b.example a:gone.example exists:%{i}.x.example -all");
        spf("a.example", "v=spf1 include:b.example a mx -all");
        spf("b.example", "v=spf1 ptr ip6:2001:db8::/32 ?all");
        zone.add(new ARecord(Name.fromString("a.example."), DClass.IN, 60, InetAddress.getByName("192.0.2.9")));

        SpfBranch tree = survey("d.example");

        // a: include, its include, ptr there, a, mx; b: include, ptr; then a and exists.
        assertThat(tree.lookups()).isEqualTo(5 + 2 + 2);
        // The mx of a.example and the a of gone.example.
        assertThat(tree.voids()).isEqualTo(2);
        assertThat(tree.isUncertain()).isFalse();
    }

    @Test
    void aLoopEndsAndIsTold() throws IOException {
        spf("d.example", "v=spf1 include:e.example -all");
        spf("e.example", "v=spf1 redirect=d.example");

        SpfBranch tree = survey("d.example");

        assertThat(tree.all().map(SpfBranch::state))
                .containsExactly(SpfBranch.State.RECORD, SpfBranch.State.RECORD, SpfBranch.State.LOOP);
        assertThat(Words.ENGLISH.say(tree.all().toList().getLast().note())).contains("d.example > e.example");
    }

    @Test
    void aRedirectBesideAnAllCostsNothing() throws IOException {
        spf("d.example", "v=spf1 -all redirect=e.example");
        assertThat(survey("d.example").lookups()).isZero();
    }

    @Test
    void silenceMakesCountsUncertain() throws IOException {
        spf("d.example", "v=spf1 include:e.example a:f.example -all");
        zone.silence(Name.fromString("e.example."));
        assertThat(survey("d.example").isUncertain()).isTrue();
        assertThat(survey("e.example").state()).isEqualTo(SpfBranch.State.UNKNOWN);
    }

    @Test
    void aTreeThatBranchesWithoutEndIsLeftInTime() throws IOException {
        for (int i = 0; i < 30; i++) {
            spf("n" + i + ".example", "v=spf1 include:n" + (i + 1) + ".example include:n" + (i + 2) + ".example -all");
        }
        SpfBranch tree = survey("n0.example");
        assertThat(tree.lookups()).isBetween(SpfLimits.LOOKUPS + 1, 1_000);
        assertThat(tree.all()).anyMatch(branch -> branch.state() == SpfBranch.State.NOT_FOLLOWED);
    }

    @Test
    void evaluationsAfterASurveyAskNothingNew() throws IOException {
        spf("d.example", "v=spf1 include:a.example mx a:h.example -all");
        spf("a.example", "v=spf1 ip4:198.51.100.0/24 -all");
        survey("d.example");
        int asked = dns.questionsAsked();

        SpfVerdict verdict = new SpfEvaluator(dns, "us.example", Clock.systemUTC())
                .evaluate(new SpfQuestion(InetAddress.getByName("192.0.2.1"), "h.example", "x@d.example"))
                .join();

        assertThat(verdict.result()).isEqualTo(SpfResult.FAIL);
        assertThat(dns.questionsAsked()).isEqualTo(asked);
    }

    @Test
    void theStepsOfAnEvaluationThatFailedAreStillThere() throws IOException {
        spf("d.example", "v=spf1 ip4:192.0.2.9 include:e.example -all");
        zone.silence(Name.fromString("e.example."));

        SpfVerdict verdict = new SpfEvaluator(dns, "us.example", Clock.systemUTC())
                .evaluate(new SpfQuestion(InetAddress.getByName("192.0.2.1"), "h.example", "x@d.example"))
                .join();

        assertThat(verdict.result()).isEqualTo(SpfResult.TEMPERROR);
        List<SpfStep> terms = verdict.tree().steps().getFirst().steps();
        assertThat(terms).extracting(SpfStep::text).containsExactly("ip4:192.0.2.9", "include:e.example");
        assertThat(terms.getLast().effect()).isEqualTo(SpfStep.Effect.ENDED_IN_ERROR);
        assertThat(Words.ENGLISH.say(terms.getLast().reason())).contains("timeout");
    }
}
