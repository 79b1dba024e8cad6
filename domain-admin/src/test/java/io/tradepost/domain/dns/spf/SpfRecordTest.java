package io.tradepost.domain.dns.spf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpfRecordTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v=spf1 ip4:192.0.2.1 ipv4:192.0.2.2 -all|21|did you mean \"ip4\"",
                "v=spf1 ip4:192.0.2.300 -all|11|192.0.2.300",
                "v=spf1 ip4:192.0.2.1/33 -all|21|from 0 to 32",
                "v=spf1 ip4 -all|10|colon and an address",
                "v=spf1 ip4:127.1 -all|11|127.1",
                "v=spf1 a:foo.example/24//129 -all|25|from 0 to 128",
                "v=spf1 include:nodots -all|15|top-level domain",
                "v=spf1 include: -all|14|colon and a domain",
                "v=spf1 include:%{x}.example -all|17|letter x",
                "v=spf1 include:%d.example -all|15|percent",
                "v=spf1 exists:%{d0}.example -all|17|zero labels",
                "v=spf1 all:example.com|10|no value",
                "v=spf1 redirect=a.example redirect=b.example|26|only once",
                "v=spf1 includeexample.com -all|7|did you mean \"include\"",
                "v=spf1 4you -all|7|neither a mechanism",
                "v=spf1 -all~all|11|no value",
                "v=spf1 moo -all|7|no mechanism",
                "spf1 -all|0|begin with",
            })
    void anErrorKnowsItsPlace(String text, int position, String said) {
        SpfSyntaxException error = catchThrowableOfType(SpfSyntaxException.class, () -> SpfRecord.parse(text));
        assertThat(error).hasMessageContaining(said);
        assertThat(error.position()).as(text).isEqualTo(position);
        assertThat(error.isTemporary()).isFalse();
    }

    @Test
    void onlyVersionOneFollowedByASpaceIsMeant() {
        assertThat(SpfRecord.isSpf("v=spf1 -all")).isTrue();
        assertThat(SpfRecord.isSpf("V=SPF1")).isTrue();
        assertThat(SpfRecord.isSpf("v=spf10 -all")).isFalse();
        assertThat(SpfRecord.isSpf(" v=spf1 -all")).isFalse();
        assertThat(SpfRecord.isSpf("v=spf1-all")).isFalse();
    }

    @Test
    void aDraftKeepsOtherSendersAndPutsOursFirst() throws UnknownHostException {
        List<InetAddress> ours = List.of(InetAddress.getByName("192.0.2.1"), InetAddress.getByName("2001:db8::1"));

        assertThat(SpfDraft.from(List.of()).allowing(ours).text())
                .isEqualTo("v=spf1 ip4:192.0.2.1 ip6:2001:db8::1 ~all");
        assertThat(SpfDraft.from(List.of("v=spf1 include:spf.vendor.example mx -all"))
                        .allowing(ours)
                        .text())
                .isEqualTo("v=spf1 ip4:192.0.2.1 ip6:2001:db8::1 include:spf.vendor.example mx -all");
        assertThat(SpfDraft.from(List.of("v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 ?all"))
                        .allowing(ours)
                        .text())
                .isEqualTo("v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 ~all");
        assertThat(SpfDraft.from(List.of("v=spf1 a MX -all", "v=spf1 mx broken:: include:x.example ~all exp=e.example"))
                        .text())
                .isEqualTo("v=spf1 a MX include:x.example -all exp=e.example");
        assertThat(SpfDraft.from(List.of("v=spf1 redirect=other.example"))
                        .allowing(ours)
                        .text())
                .isEqualTo("v=spf1 ip4:192.0.2.1 ip6:2001:db8::1 redirect=other.example");
    }

    @Test
    void anAddressRefusedFirstIsAllowedBeforeThat() throws UnknownHostException {
        assertThat(SpfDraft.from(List.of("v=spf1 -ip4:192.0.2.1 ip4:192.0.2.0/24 -all"))
                        .allowing(List.of(InetAddress.getByName("192.0.2.1")))
                        .text())
                .isEqualTo("v=spf1 ip4:192.0.2.1 -ip4:192.0.2.1 ip4:192.0.2.0/24 -all");
    }

    @Test
    void aDraftIsAlwaysARecordThatCanBeRead() {
        for (String hostile :
                List.of("v=spf1", "v=spf1 \u0000", "v=spf1 a:%{ all -all -all", "v=spf1 \" ; \\ ip4:1.2.3.4")) {
            String text = SpfDraft.from(List.of(hostile)).text();
            assertThat(SpfRecord.parse(text).text()).isEqualTo(text);
        }
    }
}
