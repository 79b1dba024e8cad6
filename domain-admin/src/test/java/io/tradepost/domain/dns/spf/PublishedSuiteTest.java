package io.tradepost.domain.dns.spf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tradepost.domain.dns.lookup.ZoneInMemory;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;

/** The open test suites of RFC 7208 and RFC 4408: a zone in YAML, a message, and the results a receiver may come to. */
final class PublishedSuiteTest {
    private static final long TTL = 3600;

    private record Case(String suite, String scenario, String name, JsonNode test, JsonNode zone) {}

    @TestFactory
    Stream<DynamicTest> everyCaseOfTheSuiteOfRfc7208() throws IOException {
        return cases("rfc7208-tests.yml").stream().map(PublishedSuiteTest::asTest);
    }

    @TestFactory
    Stream<DynamicTest> everyCaseOfTheSuiteOfRfc4408() throws IOException {
        return cases("rfc4408-tests.yml").stream().map(PublishedSuiteTest::asTest);
    }

    @Test
    void theSuitesAreWhole() throws IOException {
        assertThat(cases("rfc7208-tests.yml")).hasSize(203);
        assertThat(cases("rfc4408-tests.yml")).hasSize(191);
    }

    private static DynamicTest asTest(Case each) {
        return DynamicTest.dynamicTest(each.scenario + " / " + each.name, () -> run(each));
    }

    private static List<Case> cases(String file) throws IOException {
        Path path = Path.of(System.getProperty("corpus.dir", "../../shared/corpus"), "spf", "test", file);
        List<Case> cases = new ArrayList<>();
        YAMLMapper yaml = new YAMLMapper();
        try (MappingIterator<JsonNode> documents =
                yaml.readerFor(JsonNode.class).readValues(path.toFile())) {
            while (documents.hasNext()) {
                JsonNode scenario = documents.next();
                for (Map.Entry<String, JsonNode> test : scenario.path("tests").properties()) {
                    cases.add(new Case(
                            file,
                            scenario.path("description").asText(),
                            test.getKey(),
                            test.getValue(),
                            scenario.path("zonedata")));
                }
            }
        }
        return cases;
    }

    private static void run(Case each) throws Exception {
        SpfEvaluator evaluator = new SpfEvaluator(
                zone(each.zone),
                "receiver.example.org",
                Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));
        SpfVerdict verdict = evaluator
                .evaluate(new SpfQuestion(
                        InetAddress.getByName(each.test.path("host").asText()),
                        each.test.path("helo").asText(),
                        each.test.path("mailfrom").asText()))
                .get();

        assertThat(verdict.result().word())
                .as("%s %s: %s", each.suite, each.name, verdict.tree())
                .isIn(allowed(each.test.path("result")));
        if (each.test.has("explanation") && verdict.result() == SpfResult.FAIL) {
            assertThat(verdict.explanation().orElse("DEFAULT"))
                    .isEqualTo(each.test.path("explanation").asText());
        }
    }

    private static List<String> allowed(JsonNode result) {
        List<String> words = new ArrayList<>();
        if (result.isArray()) {
            result.forEach(word -> words.add(word.asText()));
        } else {
            words.add(result.asText());
        }
        return words;
    }

    /** The suites' own rule: a record given as SPF is one of type TXT as well, unless its name has TXT records. */
    private static ZoneInMemory zone(JsonNode data) throws IOException {
        ZoneInMemory zone = new ZoneInMemory();
        for (Map.Entry<String, JsonNode> entry : data.properties()) {
            Name name = name(entry.getKey());
            boolean hasTxt = false;
            for (JsonNode record : entry.getValue()) {
                hasTxt |= record.has("TXT");
            }
            for (JsonNode record : entry.getValue()) {
                if (record.isTextual()) {
                    zone.silence(name);
                } else {
                    zone.add(name);
                    add(zone, name, record, hasTxt);
                }
            }
        }
        return zone;
    }

    private static void add(ZoneInMemory zone, Name name, JsonNode record, boolean hasTxt) throws IOException {
        Map.Entry<String, JsonNode> field = record.properties().iterator().next();
        JsonNode value = field.getValue();
        switch (field.getKey()) {
            case "A" -> zone.add(new ARecord(name, DClass.IN, TTL, InetAddress.getByName(value.asText())));
            case "AAAA" -> zone.add(new AAAARecord(name, DClass.IN, TTL, InetAddress.getByName(value.asText())));
            case "MX" -> {
                // The empty name stands for no host.
                String host = value.get(1).asText();
                zone.add(new MXRecord(
                        name, DClass.IN, TTL, value.get(0).asInt(), host.isEmpty() ? Name.root : name(host)));
            }
            case "PTR" -> zone.add(new PTRRecord(name, DClass.IN, TTL, name(value.asText())));
            case "CNAME" -> zone.add(new CNAMERecord(name, DClass.IN, TTL, name(value.asText())));
            case "TXT" -> addText(zone, name, value);
            case "SPF" -> {
                if (!hasTxt) {
                    addText(zone, name, value);
                }
            }
            default -> throw new IllegalStateException("unknown type " + field.getKey());
        }
    }

    private static void addText(ZoneInMemory zone, Name name, JsonNode value) {
        if (value.asText().equals("NONE")) {
            return;
        }
        List<byte[]> parts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(part -> parts.addAll(split(part.asText())));
        } else {
            parts.addAll(split(value.asText()));
        }
        if (!parts.isEmpty()) {
            zone.add(new TXTRecord(name, DClass.IN, TTL, new TextBytes(parts).escaped()));
        }
    }

    /** A string of a TXT record holds 255 bytes (RFC 1035 section 3.3.14). */
    private static List<byte[]> split(String text) {
        List<byte[]> parts = new ArrayList<>();
        for (int at = 0; at == 0 || at < text.length(); at += 255) {
            parts.add(text.substring(at, Math.min(text.length(), at + 255)).getBytes(StandardCharsets.ISO_8859_1));
        }
        return parts;
    }

    /** dnsjava takes the text of a zone file, in which bytes are escaped. */
    private record TextBytes(List<byte[]> parts) {
        List<String> escaped() {
            return parts.stream().map(TextBytes::escaped).toList();
        }

        private static String escaped(byte[] part) {
            StringBuilder text = new StringBuilder();
            for (byte octet : part) {
                int value = octet & 0xFF;
                if (value == '"' || value == '\\') {
                    text.append('\\').append((char) value);
                } else if (value < 0x20 || value > 0x7E) {
                    text.append(String.format("\\%03d", value));
                } else {
                    text.append((char) value);
                }
            }
            return text.toString();
        }
    }

    private static Name name(String text) throws TextParseException {
        return Name.fromString(text.endsWith(".") ? text : text + ".");
    }
}
