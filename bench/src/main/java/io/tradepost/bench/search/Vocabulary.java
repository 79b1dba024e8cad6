package io.tradepost.bench.search;

import io.tradepost.archive.Content;
import io.tradepost.archive.mime.MessageParser;
import io.tradepost.bench.BenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Lines and words of real mail, of which new mail is made: each line as it stands, and each word as often as it is written. */
final class Vocabulary {
    private static final int LONGEST_LINE = 200;
    private static final Pattern WORD = Pattern.compile("[A-Za-z]{3,14}");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}{2,}");

    private final List<String> lines = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final List<String> chinese = new ArrayList<>();

    private Vocabulary() {}

    /** Reads all mail below a folder. */
    static Vocabulary of(Path corpus) {
        Vocabulary vocabulary = new Vocabulary();
        try (Stream<Path> files = Files.walk(corpus)) {
            for (Path file : new TreeSet<>(files.filter(Files::isRegularFile).toList())) {
                if (!file.toString().endsWith(".jsonl")) {
                    vocabulary.read(MessageParser.parse(Content.of(Files.readAllBytes(file)))
                            .text());
                }
            }
        } catch (IOException e) {
            throw new BenchException("the sample mail below " + corpus + " can't be read", e);
        }
        return vocabulary;
    }

    private void read(String text) {
        for (String line : text.lines().toList()) {
            String shortened = line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line;
            if (!shortened.isBlank()) {
                lines.add(shortened);
            }
        }
        WORD.matcher(text).results().forEach(match -> words.add(match.group()));
        HAN.matcher(text).results().forEach(match -> chinese.add(match.group()));
    }

    String line(Random random) {
        return lines.get(random.nextInt(lines.size()));
    }

    /** A word, frequent ones more often. */
    String word(Random random) {
        return words.get(random.nextInt(words.size()));
    }

    /** A run of Chinese. */
    String chinese(Random random) {
        return chinese.get(random.nextInt(chinese.size()));
    }
}
