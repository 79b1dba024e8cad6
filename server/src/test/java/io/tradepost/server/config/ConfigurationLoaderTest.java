package io.tradepost.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationLoaderTest {
    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("tradepost.yaml"), text);
    }

    private LoadedConfiguration load(boolean demo, String yaml, Map<String, String> environment, int offset)
            throws IOException {
        return ConfigurationLoader.load(
                new ConfigurationLoader.Request(demo, Optional.of(file(yaml)), environment, folder, offset));
    }

    private LoadedConfiguration load(String yaml) throws IOException {
        return load(false, yaml, Map.of(), 0);
    }

    private List<String> problems(String yaml) {
        return problems(yaml, Map.of());
    }

    private List<String> problems(String yaml, Map<String, String> environment) {
        ConfigurationException wrong =
                catchThrowableOfType(ConfigurationException.class, () -> load(false, yaml, environment, 0));
        assertThat(wrong).as("the configuration should have been refused").isNotNull();
        return wrong.problems().stream()
                .map(problem -> problem.text(Locale.ENGLISH).replace(folder + "/tradepost.yaml", "FILE"))
                .toList();
    }

    @Test
    void everyLeafHasADefaultAndSaysSo() {
        LoadedConfiguration defaults = ConfigurationLoader.load(ConfigurationLoader.Request.defaults());

        assertThat(defaults.provenance().keySet())
                .containsExactlyElementsOf(Schema.ofConfiguration().leaves().keySet());
        assertThat(defaults.provenance().values()).containsOnly(new Source.Default());
        assertThat(defaults.configuration().smtp().port()).isEqualTo(25);
        assertThat(defaults.configuration().outgoing().mode()).isEqualTo(TradepostConfiguration.Outgoing.Mode.DIRECT);
        assertThat(defaults.configuration().outgoing().retries()).containsExactly(60, 300, 900, 3600, 14_400);
        assertThat(defaults.configuration().database().url()).isEmpty();
        assertThat(defaults.configuration().archive().segmentBytes()).isEqualTo(128L << 20);
    }

    @Test
    void laterLayersWinAndEachValueRemembersWhoSaidIt() throws IOException {
        LoadedConfiguration loaded = load(
                true,
                "smtp:\n  port: 3025\nimap:\n  port: 3143\n",
                Map.of("TRADEPOST_IMAP_PORT", "4143", "TRADEPOST_DOMAINS", "one.test, two.test"),
                100);

        assertThat(loaded.configuration().smtp().port()).isEqualTo(3125);
        assertThat(loaded.configuration().imap().port()).isEqualTo(4243);
        assertThat(loaded.configuration().http().port()).isEqualTo(8125);
        assertThat(loaded.configuration().domains()).containsExactly("one.test", "two.test");
        assertThat(loaded.configuration().smtp().maxConnections()).isEqualTo(500);
        Map<String, Source> who = loaded.provenance();
        assertThat(who.get("smtp.port"))
                .isEqualTo(new Source.PortOffset(100, new Source.InFile(folder.resolve("tradepost.yaml"), 2, 9)));
        assertThat(who.get("imap.port"))
                .isEqualTo(new Source.PortOffset(100, new Source.Environment("TRADEPOST_IMAP_PORT")));
        assertThat(who.get("http.port")).isEqualTo(new Source.PortOffset(100, new Source.Demo()));
        assertThat(who.get("domains")).isEqualTo(new Source.Environment("TRADEPOST_DOMAINS"));
        assertThat(who.get("outgoing.mode")).isEqualTo(new Source.Demo());
        assertThat(who.get("smtp.max-connections")).isEqualTo(new Source.Default());
    }

    @Test
    void theOffsetLeavesClosedDoorsClosedAndOtherServersPortsAlone() throws IOException {
        LoadedConfiguration loaded = load(true, "smtp: {submission-port: 0}\n", Map.of(), 1000);

        assertThat(loaded.configuration().smtp().submissionPort()).isZero();
        assertThat(loaded.configuration().smtp().submissionsPort()).isEqualTo(3465);
        assertThat(loaded.configuration().outgoing().port()).isEqualTo(25);
        assertThat(loaded.configuration().outgoing().smartHost().port()).isEqualTo(587);
    }

    @Test
    void everyLeafCanBeSetByItsOwnVariable() {
        Schema schema = Schema.ofConfiguration();
        List<String> variables =
                schema.leaves().values().stream().map(Schema.Leaf::variable).toList();

        assertThat(variables).doesNotHaveDuplicates().contains("TRADEPOST_SMTP_MAX_CONNECTIONS_PER_ADDRESS");
    }

    @Test
    void aMisspeltKeyIsNamedWithItsPlaceAndWhatWasMeant() {
        assertThat(problems("""
                        hostnam: mail.a.test
                        smtp:
                          prot: 25
                          maxMessageSize: 1
                        outgoing:
                          smart-host:
                            hots: relay.a.test
                        submission-port: 587
                        qwertyuiop: 1
                        """))
                .containsExactly(
                        "FILE:1:1: there is no key hostnam; did you mean hostname?",
                        "FILE:3:3: there is no key smtp.prot; did you mean smtp.port?",
                        "FILE:4:3: there is no key smtp.maxMessageSize; did you mean smtp.max-message-size?",
                        "FILE:7:5: there is no key outgoing.smart-host.hots; did you mean outgoing.smart-host.host?",
                        "FILE:8:1: there is no key submission-port; did you mean smtp.submission-port?",
                        "FILE:9:1: there is no key qwertyuiop");
    }

    @Test
    void everyKeyOneLetterWrongIsGuessedRight() {
        for (String path : Schema.ofConfiguration().leaves().keySet()) {
            int dot = path.lastIndexOf('.');
            String section = dot < 0 ? "" : path.substring(0, dot);
            String name = path.substring(dot + 1);
            String wrong = name.substring(0, name.length() - 1) + "x";
            assertThat(Schema.ofConfiguration().suggestion(section, wrong))
                    .as(path + " written " + wrong)
                    .contains(path);
        }
    }

    @Test
    void aWrongTypeSaysWhichKeyWhereAndWhatIsExpected() {
        assertThat(problems("""
                        smtp:
                          port: abc
                          max-message-size: 25.5
                        http:
                          public-metrics: yes
                        outgoing:
                          mode: pigeon
                          retries: [60, soon]
                        domains: a.test
                        imap: 143
                        trade: [1]
                        delivery: {threads: 99999999999999999999}
                        """))
                .containsExactly(
                        "FILE:2:9: smtp.port must be a whole number, found abc",
                        "FILE:3:21: smtp.max-message-size must be a whole number, found 25.5",
                        "FILE:5:19: http.public-metrics must be true or false, found yes",
                        "FILE:7:9: outgoing.mode must be one of direct, smart-host, hold; found pigeon",
                        "FILE:8:17: outgoing.retries must be a list of whole numbers such as [60, 300], found soon",
                        "FILE:9:10: domains must be a list of texts such as [a, b], found a.test",
                        "FILE:10:7: imap is a section with keys of its own below it, not a value",
                        "FILE:11:8: trade is a section with keys of its own below it, not a value",
                        "FILE:12:21: delivery.threads must be a whole number, found 99999999999999999999");
    }

    @Test
    void aWrongVariableIsNamed() {
        assertThat(problems("domains: [a.test]", Map.of("TRADEPOST_SMTP_PORT", "many")))
                .containsExactly("$TRADEPOST_SMTP_PORT: smtp.port must be a whole number, found many");
    }

    @Test
    void brokenYamlIsNamedWithItsLine() {
        assertThat(problems("smtp:\n  port: [25\n"))
                .singleElement()
                .asString()
                .startsWith("FILE:2:12: this is not valid YAML: while parsing a flow sequence");
        assertThat(problems("- a\n- b\n")).singleElement().asString().contains("list of keys with values");
        assertThat(problems("company: a\ncompany: b\n"))
                .containsExactly("FILE:2:1: the key company stands here for the second time");
        assertThat(problems("company: a\n---\ncompany: b\n"))
                .singleElement()
                .asString()
                .contains("second document");
    }

    @Test
    void anEmptyFileMeansTheDefaults() throws IOException {
        assertThat(load("").configuration().smtp().port()).isEqualTo(25);
        assertThat(load("# nothing\nsmtp:\n").configuration().smtp().port()).isEqualTo(25);
    }

    @Test
    void aMissingFileIsSaid() {
        ConfigurationException wrong = catchThrowableOfType(
                ConfigurationException.class,
                () -> ConfigurationLoader.load(new ConfigurationLoader.Request(
                        false, Optional.of(folder.resolve("none.yaml")), Map.of(), folder, 0)));

        assertThat(wrong).hasMessageContaining("none.yaml: there is no such configuration file");
    }

    @Test
    void aVariableThatIsNearlyAKeyIsAWarningAndAStrangeOneIsNot() throws IOException {
        LoadedConfiguration loaded = load(
                false,
                "domains: [a.test]\nhostname: mail.a.test\n",
                Map.of("TRADEPOST_SMTP_PROT", "26", "TRADEPOST_SERVICE_HOST", "10.0.0.1", "TRADEPOST_LANG", "zh"),
                0);

        assertThat(loaded.warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.text(Locale.ENGLISH))
                        .isEqualTo("$TRADEPOST_SMTP_PROT: the environment variable TRADEPOST_SMTP_PROT sets nothing;"
                                + " did you mean TRADEPOST_SMTP_PORT?"));
    }

    @Test
    void pathsInAFileAreRelativeToIt() throws IOException {
        Files.writeString(folder.resolve("chain.pem"), "x");
        Files.writeString(folder.resolve("key.pem"), "x");
        LoadedConfiguration loaded = load(
                "domains: [a.test]\ntls: {certificate: chain.pem, private-key: ./key.pem}\narchive: {folder: deep/archive}\n");

        assertThat(loaded.configuration().tls().certificate())
                .contains(folder.resolve("chain.pem").toString());
        assertThat(loaded.configuration().archive().folder())
                .contains(folder.resolve("deep/archive").toString());
    }

    @Test
    void aPasswordComesFromItsFileAndIsNeverPrinted() throws IOException {
        Path secret = Files.writeString(folder.resolve("db.secret"), "hunter2\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        LoadedConfiguration loaded = load(
                "hostname: m.a.test\ndatabase: {url: 'jdbc:mariadb://db/tp', user: tp, password-file: db.secret}\n");

        assertThat(loaded.configuration().database().password().map(Secret::reveal))
                .contains("hunter2");
        assertThat(loaded.provenance().get("database.password")).isEqualTo(new Source.SecretFile(secret));
        assertThat(loaded.toString()).doesNotContain("hunter2");
        assertThat(loaded.warnings()).isEmpty();
    }

    @Test
    void aVariablesPasswordSilencesTheFilesPasswordFile() throws IOException {
        LoadedConfiguration loaded = load(
                false,
                "hostname: m.a.test\ndatabase: {url: 'jdbc:mariadb://db/tp', user: tp, password-file: absent}\n",
                Map.of("TRADEPOST_DATABASE_PASSWORD", "from-environment"),
                0);

        assertThat(loaded.configuration().database().password().map(Secret::reveal))
                .contains("from-environment");
    }

    @Test
    void secretsThatCannotBeReadAreProblemsAndOpenOnesWarnings() throws IOException {
        Files.writeString(folder.resolve("empty"), "\n");
        assertThat(problems("database: {url: 'jdbc:mariadb://db/tp', password: a, password-file: empty}\n"))
                .containsExactly("FILE:1:69: both database.password and database.password-file are given; choose one");
        assertThat(problems("database: {url: 'jdbc:mariadb://db/tp', password-file: absent}\n"))
                .singleElement()
                .asString()
                .contains("database.password-file: there is no file " + folder.resolve("absent"));
        assertThat(problems("database: {url: 'jdbc:mariadb://db/tp', password-file: empty}\n"))
                .singleElement()
                .asString()
                .contains("is empty");
        Path open = Files.writeString(folder.resolve("open"), "x");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        LoadedConfiguration loaded =
                load("hostname: m.a.test\ndatabase: {url: 'jdbc:mariadb://db/tp', user: u, password-file: open}\n");
        assertThat(loaded.warnings())
                .extracting(warning -> warning.text(Locale.ENGLISH))
                .singleElement()
                .asString()
                .contains("chmod 600");
    }

    @Test
    void aWrongSecretIsNotRepeatedInTheMessage() {
        assertThat(problems("trade: {password: [hunter2]}\n"))
                .singleElement()
                .asString()
                .contains("trade.password must be text")
                .doesNotContain("hunter2");
    }
}
