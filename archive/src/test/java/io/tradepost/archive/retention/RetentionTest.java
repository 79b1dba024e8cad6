package io.tradepost.archive.retention;

import static io.tradepost.archive.law.LawWorld.LI;
import static io.tradepost.archive.law.LawWorld.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.MessageId;
import io.tradepost.archive.QueryException;
import io.tradepost.archive.RefusedException;
import io.tradepost.archive.RefusedException.Reason;
import io.tradepost.archive.access.Person;
import io.tradepost.archive.law.Criteria;
import io.tradepost.archive.law.LawWorld;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RetentionTest {
    @TempDir
    Path folder;

    private LawWorld world;

    @BeforeEach
    void open() {
        world = new LawWorld(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Retention desk() {
        return world.archive().law().retention();
    }

    private Schedule add(String name, String query, String minimum) {
        return desk().add(name, query(query), Term.parse(minimum), "test", "", LI.reader());
    }

    private Retention.Keeping explain(MessageId id) {
        return desk().explain(id, LI.reader());
    }

    @Test
    void theLongestScheduleThatMatchesDecides() {
        add("all", "", "3y");
        add("contracts", "subject:contract", "10y");
        add("elsewhere", "subject:lunch", "20y");
        MessageId id = world.mail("sales contract", "text");
        Retention.Keeping keeping = explain(id);
        assertThat(keeping.keeping()).extracting(one -> one.schedule().name()).containsExactly("all", "contracts");
        assertThat(keeping.until()).contains(Instant.parse("2036-03-02T00:00:00Z"));
        assertThat(keeping.over(Instant.parse("2036-03-01T23:59:59Z"))).isFalse();
        assertThat(keeping.over(Instant.parse("2036-03-02T00:00:00Z"))).isTrue();
    }

    @Test
    void mailThatNoScheduleMatchesIsKeptForEver() {
        add("contracts", "subject:contract", "10y");
        Retention.Keeping keeping = explain(world.mail("lunch", "text"));
        assertThat(keeping.until()).isEmpty();
        assertThat(keeping.over(Instant.MAX)).isFalse();
    }

    @Test
    void aCorrectionOfLinksDoesNotShortenHowLongMailIsKept() {
        add("all", "", "1y");
        add("acme", "customer:ACME", "10y");
        MessageId id = world.mail("hello", "text");
        world.link(id, "ACME");
        world.unlink(id);
        world.link(id, "OTHER");
        assertThat(explain(id).keeping()).hasSize(2);
    }

    @Test
    void aScheduleForPeopleIsAboutTheirMailAlone() {
        Criteria theirs = new Criteria("", List.of(new Person("B@ours.example")));
        desk().add("sales", theirs, Term.parse("7y"), "the sales department", "", LI.reader());
        assertThat(explain(world.mail("x", "text")).keeping()).hasSize(1);
        Criteria others = new Criteria("", List.of(new Person("nobody@ours.example")));
        desk().add("others", others, Term.parse("9y"), "another department", "", LI.reader());
        assertThat(explain(world.mail("x", "text")).keeping())
                .extracting(one -> one.schedule().name())
                .containsExactly("sales");
    }

    @Test
    void aMinimumIsRaisedAndNeverLoweredAndBothAreOnRecord() {
        add("all", "", "5y");
        assertThat(desk().raise("all", Term.parse("6y"), "auditor asked", LI.reader())
                        .minimum())
                .hasToString("6y");
        for (String lower : List.of("5y", "71m", "6y", "2000d", "year-end+5y")) {
            assertThatThrownBy(() -> desk().raise("ALL", Term.parse(lower), "cheaper", LI.reader()))
                    .as(lower)
                    .isInstanceOfSatisfying(
                            RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.LOWERED));
        }
        world.reopen();
        assertThat(desk().schedule("all").minimum()).hasToString("6y");
        assertThat(world.audit())
                .extracting(event -> event.action() + " " + event.target() + " " + event.outcome())
                .filteredOn(line -> line.startsWith("retention-raise"))
                .hasSize(5)
                .allMatch(line -> line.endsWith("refused"));
    }

    @Test
    void whatIsNotUnderstoodIsRefusedBeforeItPromisesAnything() {
        assertThatThrownBy(() -> add("x", "form:y", "5y")).isInstanceOf(QueryException.class);
        assertThatThrownBy(() -> add("x", "hold:case", "5y")).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> add("two words", "", "5y")).isInstanceOf(RefusedException.class);
        for (String wrong : List.of("", "5", "y", "0y", "-1y", "5w", "101y", "99999d", "year-end", "5y6m")) {
            assertThatThrownBy(() -> Term.parse(wrong)).as(wrong).isInstanceOf(RefusedException.class);
        }
        add("x", "", "5y");
        assertThatThrownBy(() -> add("X", "", "6y"))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NAME_TAKEN));
        assertThat(desk().list()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "5y, 2026-03-01T10:00:00Z, 2031-03-02T00:00:00Z",
        "18m, 2026-08-31T23:59:59Z, 2028-03-01T00:00:00Z",
        "90d, 2026-01-01T00:00:00Z, 2026-04-02T00:00:00Z",
        "year-end+6y, 2026-01-01T00:00:00Z, 2033-01-01T00:00:00Z",
        "year-end+6y, 2026-12-31T23:59:59Z, 2033-01-01T00:00:00Z",
        "1y, 2024-02-29T12:00:00Z, 2025-03-01T00:00:00Z"
    })
    void aTermEndsWithTheDay(String term, Instant received, Instant until) {
        assertThat(Term.parse(term)).hasToString(term);
        assertThat(Term.parse(term).until(received, world.clock.getZone())).isEqualTo(until);
    }

    @ParameterizedTest
    @EnumSource(ScheduleTemplate.class)
    void aTemplateNamesItsSourceAndMakesASchedule(ScheduleTemplate template) {
        assertThat(template.source()).containsPattern("(第.条|Art\\.|§|CFR|Order 792)");
        Schedule made = desk().add(
                        template.word(),
                        query(template.query()),
                        template.minimum(),
                        "from a template",
                        template.source(),
                        LI.reader());
        assertThat(made.source()).isEqualTo(template.source());
        assertThat(ScheduleTemplate.of(template.word())).contains(template);
    }

    @Test
    void schedulesAreReadFromTheJournalAgainWhenTheFileOfTheirPlacesIsGone() throws Exception {
        add("all", "", "5y");
        world.mail("x", "y");
        desk().raise("all", Term.parse("8y"), "longer", LI.reader());
        world.reopen();
        assertThat(desk().schedule("all").minimum()).hasToString("8y");
        Path places = folder.resolve("law").resolve("records");
        byte[] whole = Files.readAllBytes(places);
        for (int length = 0; length < whole.length; length += 5) {
            world.close();
            Files.write(places, java.util.Arrays.copyOf(whole, length));
            world.reopenClosed();
            assertThat(desk().schedule("all").minimum()).as("cut at " + length).hasToString("8y");
            assertThat(desk().schedule("all").changedAt())
                    .isEqualTo(desk().schedule("all").madeAt());
        }
        world.clock.move(Duration.ofDays(1));
    }
}
