package io.tradepost.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidationTest {
    @TempDir
    private Path folder;

    private LoadedConfiguration load(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("tradepost.yaml"), yaml);
        return ConfigurationLoader.load(new ConfigurationLoader.Request(false, Optional.of(file), Map.of(), folder, 0));
    }

    private List<String> problems(String yaml) throws IOException {
        try {
            load(yaml);
            return List.of();
        } catch (ConfigurationException e) {
            return e.problems().stream()
                    .map(problem -> problem.text(Locale.ENGLISH))
                    .toList();
        }
    }

    @Test
    void allProblemsAreNamedAtOnce() throws IOException {
        assertThat(problems("""
                        hostname: -mail.a.test
                        domains: [localhost, a.test, A.TEST, 'x y.test']
                        postmaster: nobody
                        smtp: {bind: everywhere, port: 70000, max-message-size: 100}
                        imap: {port: 993, max-connections: 0}
                        tls: {certificate: none.pem}
                        database: {url: 'jdbc:postgresql://x/y'}
                        outgoing: {mode: smart-host, dns-servers: [dns.test], sending-addresses: [300.1.1.1], retries: []}
                        """))
                .hasSize(17)
                .anyMatch(line -> line.contains("-mail.a.test is not a host name"))
                .anyMatch(line -> line.contains("localhost is not a mail domain"))
                .anyMatch(line -> line.contains("the domain A.TEST is listed twice"))
                .anyMatch(line -> line.contains("x y.test is not a mail domain"))
                .anyMatch(line -> line.contains("postmaster must be a mail address"))
                .anyMatch(line -> line.contains("smtp.bind must be an IP address"))
                .anyMatch(line -> line.contains("smtp.port must be between 0 and 65535, found 70000"))
                .anyMatch(line -> line.contains("smtp.max-message-size must be between 65536"))
                .anyMatch(line -> line.contains("tradepost.yaml:5:14: imap.tls-port and imap.port are both 993"))
                .anyMatch(line -> line.contains("imap.max-connections must be between 1"))
                .anyMatch(line -> line.contains("tls.certificate: the file"))
                .anyMatch(line -> line.contains("tls.certificate is given, but tls.private-key is not"))
                .anyMatch(line -> line.contains("database.url must begin with jdbc:mariadb://"))
                .anyMatch(line -> line.contains("outgoing.smart-host.host must name it"))
                .anyMatch(line -> line.contains("outgoing.retries must be a list of waits"))
                .noneMatch(line -> line.contains("null"));
    }

    @Test
    void aBucketNeedsAllThatGoesWithItForSegmentsAndForEvidenceAlike() throws IOException {
        assertThat(problems("""
                        archive:
                          store: {kind: s3, access-key: a}
                          proof: {s3: {access-key: b, endpoint: 'ftp://x', retain-days: 0}}
                          export: {keep-days: 0}
                        """))
                .hasSize(7)
                .anyMatch(line -> line.contains("archive.store.bucket must be given"))
                .anyMatch(line -> line.contains("archive.store needs both access-key and secret-key-file"))
                .anyMatch(line -> line.contains("archive.proof.s3 needs both access-key and secret-key-file"))
                .anyMatch(line -> line.contains("archive.proof.s3 has an access key but no bucket"))
                .anyMatch(line -> line.contains("archive.proof.s3.endpoint must be a URL"))
                .anyMatch(line -> line.contains("archive.proof.s3.retain-days must be between 1"))
                .anyMatch(line -> line.contains("archive.export.keep-days must be between 1"));
    }

    @Test
    void anIndexInAClusterNeedsAllThatGoesWithIt() throws IOException {
        assertThat(problems("archive: {index: {engine: opensearch, user: a, name: Upper}}\n"))
                .hasSize(3)
                .anyMatch(line -> line.contains("archive.index.hosts go together"))
                .anyMatch(line -> line.contains("archive.index.password-file go together"))
                .anyMatch(line -> line.contains("Upper is not a name"));
        assertThat(problems("archive: {index: {hosts: ['ftp://x']}}\n"))
                .anyMatch(line -> line.contains("ftp://x is not like https://host:9200"));
        TradepostConfiguration.Index index =
                load("archive: {index: {engine: opensearch, hosts: ['https://a:9200', 'https://b:9200']}}\n")
                        .configuration()
                        .archive()
                        .index();
        assertThat(index.hosts()).hasSize(2);
        assertThat(index.name()).isEqualTo("tradepost");
    }

    @Test
    void internationalDomainsBecomeALabels() throws IOException {
        TradepostConfiguration configuration =
                load("hostname: 邮件.公司.cn\ndomains: [公司.cn, Example.COM]\n").configuration();

        assertThat(configuration.domains()).containsExactly("xn--55qx5d.cn", "example.com");
        assertThat(configuration.hostname()).isEqualTo("xn--5nq051n.xn--55qx5d.cn");
        assertThat(configuration.postmaster()).isEqualTo("postmaster@xn--55qx5d.cn");
    }

    @Test
    void aPasswordInAnUrlIsRefusedWithoutRepeatingIt() throws IOException {
        assertThat(problems("database: {url: 'jdbc:mariadb://h/d?user=u&password=hunter2'}\n"))
                .singleElement()
                .asString()
                .contains("move it to database.password-file")
                .doesNotContain("hunter2");
    }

    @Test
    void sampleAndRealTradeDataExcludeEachOther() throws IOException {
        assertThat(problems("trade: {sample: true, url: 'jdbc:mariadb://h/d'}\n"))
                .singleElement()
                .asString()
                .contains("trade.sample is true and trade.url is given");
    }

    @Test
    void whatIsProbablyNotMeantIsAWarning() throws IOException {
        assertThat(load("outgoing: {smart-host: {host: r.test, user: u, password: p, tls: none}}\n")
                        .warnings())
                .extracting(warning -> warning.text(Locale.ENGLISH))
                .anyMatch(line -> line.contains("hostname is localhost"))
                .anyMatch(line -> line.contains("password would cross the network in clear"))
                .anyMatch(line -> line.contains("stands in the configuration in clear"))
                .hasSize(3);
    }

    @Test
    void everyProblemHasAChineseSentence() throws IOException {
        Wording english = Wording.of("io.tradepost.server.config.messages", Locale.ENGLISH);
        Wording chinese = Wording.of("io.tradepost.server.config.messages", Locale.CHINA);

        assertThat(chinese.bundle().keySet()).isEqualTo(english.bundle().keySet());
        for (String key : english.bundle().keySet()) {
            assertThat(chinese.bundle().getString(key)).as(key).containsPattern("\\p{IsHan}");
            assertThat(gaps(chinese.bundle().getString(key)))
                    .as(key)
                    .isEqualTo(gaps(english.bundle().getString(key)));
        }
    }

    private static List<String> gaps(String sentence) {
        return java.util.regex.Pattern.compile("\\{\\d}")
                .matcher(sentence)
                .results()
                .map(java.util.regex.MatchResult::group)
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, true",
        "192.0.2.1:53, true",
        "2001:db8::1, true",
        "'[2001:db8::1]:5353', true",
        "256.1.1.1, false",
        "192.0.2.1:0, false",
        "192.0.2.1:65536, false",
        "dns.example, false",
        "1.2.3, false",
        "':::', false"
    })
    void nameServersAreAddressesWithOrWithoutPort(String text, boolean good) {
        assertThat(HostNames.isIpAddressWithPort(text)).isEqualTo(good);
    }
}
