package io.tradepost.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepNamesTest {
    private static final Pattern STEP = Pattern.compile("new Progress\\(\\s*\"([a-z-]+)\"");

    @ParameterizedTest
    @ValueSource(strings = {"messages.properties", "messages_zh.properties"})
    void everyStepOfLongWorkHasANameForPeople(String bundle) throws IOException {
        Properties sentences = new Properties();
        try (Reader in = new InputStreamReader(Main.class.getResourceAsStream(bundle), StandardCharsets.UTF_8)) {
            sentences.load(in);
        }
        Set<String> steps = new TreeSet<>();
        for (String room : List.of("archive", "mailbox", "server")) {
            try (Stream<Path> files = Files.walk(Path.of("..", room, "src/main/java"))) {
                for (Path file :
                        files.filter(one -> one.toString().endsWith(".java")).toList()) {
                    Matcher matcher = STEP.matcher(Files.readString(file));
                    while (matcher.find()) {
                        steps.add("step." + matcher.group(1));
                    }
                }
            }
        }
        assertThat(steps).hasSizeGreaterThan(10);
        assertThat(sentences.stringPropertyNames()).containsAll(steps);
    }
}
