package io.tradepost.archive.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers of the index against a plain look at every message. */
class SearchOracleTest {
    private static final long SEED = 20;

    @TempDir
    Path folder;

    /** A tenth of the corpus and four hundred planted messages. */
    @Test
    void findsExactlyWhatAPlainScanFinds() throws IOException {
        Map<String, Integer> asked = run(10, 400, 240);
        assertThat(total(asked)).isGreaterThan(700);
    }

    /** The whole corpus and three thousand planted messages. */
    @Test
    @Tag("long")
    void findsExactlyWhatAPlainScanFindsInAllOfTheCorpus() throws IOException {
        Map<String, Integer> asked = run(1, 3000, 1200);
        System.out.println("right answers by kind: " + asked + ", in all " + total(asked));
        assertThat(total(asked)).isGreaterThanOrEqualTo(2000);
        assertThat(asked.entrySet().stream()
                        .filter(kind -> kind.getKey().startsWith("chinese"))
                        .mapToInt(Map.Entry::getValue)
                        .sum())
                .isGreaterThanOrEqualTo(600);
    }

    private Map<String, Integer> run(int every, int planted, int queries) throws IOException {
        try (IndexFixture mails = new IndexFixture(folder)) {
            var files = Stream.of("mail", "torture")
                    .flatMap(part -> Corpus.files(part).stream())
                    .filter(file -> !file.toString().endsWith(".jsonl"))
                    .collect(Collectors.toList());
            mails.at("2022-01-01T00:00:00Z");
            for (int i = 0; i < files.size(); i += every) {
                mails.raw(Files.readAllBytes(files.get(i)));
                mails.later(3 * 3600);
            }
            mails.follow();
            long firstPlanted = mails.journal.nextSequence();
            PlantedMail plants = new PlantedMail(SEED);
            for (int i = 0; i < planted; i++) {
                mails.raw(plants.next(i));
            }
            mails.follow();
            SearchOracle oracle = new SearchOracle(mails, plants, firstPlanted, SEED);
            oracle.chinese(queries);
            oracle.numbers(queries / 4);
            oracle.people(queries / 6);
            oracle.facts(queries / 12);
            oracle.combined(queries / 4);
            return oracle.asked();
        }
    }

    private static int total(Map<String, Integer> asked) {
        return asked.values().stream().mapToInt(Integer::intValue).sum();
    }
}
