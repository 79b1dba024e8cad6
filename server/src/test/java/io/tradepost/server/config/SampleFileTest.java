package io.tradepost.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SampleFileTest {
    private static final Path SAMPLE =
            Path.of("../james-conf/tradepost.yaml").toAbsolutePath().normalize();

    private static LoadedConfiguration sample() {
        return ConfigurationLoader.load(new ConfigurationLoader.Request(
                false, Optional.of(SAMPLE), Map.of(), Path.of("").toAbsolutePath(), 0));
    }

    @Test
    void theSampleMeansExactlyTheDefaults() {
        assertThat(sample().configuration())
                .isEqualTo(ConfigurationLoader.load(ConfigurationLoader.Request.defaults())
                        .configuration());
    }

    @Test
    void theSampleHasEveryKey() throws IOException {
        Set<String> written = new TreeSet<>();
        YamlTree.Mapping document = YamlTree.Reader.read(
                        Files.readString(SAMPLE), (line, column) -> new Source.Default(), new java.util.ArrayList<>())
                .orElseThrow();
        collect("", document, written);

        assertThat(written)
                .isEqualTo(new TreeSet<>(Schema.ofConfiguration().leaves().keySet()));
    }

    private static void collect(String path, YamlTree.Mapping mapping, Set<String> keys) {
        mapping.entries().forEach((name, entry) -> {
            String below = Schema.join(path, name);
            if (entry.value() instanceof YamlTree.Mapping inner) {
                collect(below, inner, keys);
            } else {
                keys.add(below);
            }
        });
    }

    @Test
    void everySectionIsExplainedInBothLanguages() throws IOException {
        List<String> lines = Files.readAllLines(SAMPLE);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).matches("[a-z].*:.*")) {
                assertThat(lines.get(i - 1))
                        .as("above " + lines.get(i))
                        .startsWith("#")
                        .containsPattern("\\p{IsHan}");
            }
        }
    }
}
