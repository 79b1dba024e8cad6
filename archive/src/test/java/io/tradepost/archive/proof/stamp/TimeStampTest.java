package io.tradepost.archive.proof.stamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.AuditEvent;
import io.tradepost.archive.VerifyReport;
import io.tradepost.archive.Waiting;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.JournalSettings;
import io.tradepost.archive.keys.Seals;
import io.tradepost.archive.payload.Payloads;
import io.tradepost.archive.proof.ProofDesk;
import io.tradepost.archive.proof.ProofSettings;
import io.tradepost.archive.proof.note.SignedCheckpoint;
import io.tradepost.archive.proof.place.ShelfPlace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Time-stamps of tree heads by a real authority: asked for, checked, kept, and asked for again when it was away. */
class TimeStampTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration NEVER = Duration.ofDays(1);
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path folder;

    @Test
    void aStampIsForTheseBytesAndByThisAuthority() throws Exception {
        byte[] bytes = "a head".getBytes(StandardCharsets.UTF_8);
        try (Authority authority = new Authority();
                Authority other = new Authority();
                TimeStamper stamper = new TimeStamper(authority.settings(NEVER))) {
            byte[] token = stamper.stamp(bytes);
            StampCheck check = new StampCheck(Optional.of(Authority.POLICY), List.of(authority.root()));
            assertThat(check.check(token, bytes)).isBetween(CLOCK.instant().minusSeconds(60), CLOCK.instant());
            assertThatThrownBy(() -> check.check(token, "another".getBytes(StandardCharsets.UTF_8)))
                    .hasMessageContaining("something else");
            assertThatThrownBy(() -> new StampCheck(Optional.empty(), List.of(other.root())).check(token, bytes))
                    .isInstanceOf(ArchiveException.class);
            assertThatThrownBy(() -> new StampCheck(Optional.of("1.2.3"), List.of()).check(token, bytes))
                    .hasMessageContaining("policy");
            for (int i = 0; i < token.length; i += 7) {
                byte[] bent = token.clone();
                bent[i] ^= 0x40;
                assertNotRight(check, bent, bytes, token);
            }
        }
    }

    /** A bit of a token that is not signed, such as of a certificate that nobody needs, may change; nothing else. */
    private static void assertNotRight(StampCheck check, byte[] bent, byte[] bytes, byte[] token) {
        try {
            assertThat(check.check(bent, bytes)).isEqualTo(check.check(token, bytes));
        } catch (ArchiveException e) {
            assertThat(e.isTemporary()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aBadAnswerIsNoStamp(Authority.Fault fault) throws Exception {
        try (Authority authority = new Authority();
                TimeStamper stamper = new TimeStamper(authority.settings(NEVER))) {
            authority.does(fault);
            assertThatThrownBy(() -> stamper.stamp(new byte[] {1}))
                    .isInstanceOfSatisfying(
                            ArchiveException.class,
                            failure -> assertThat(failure.isTemporary()).isTrue());
            assertThat(authority.asked()).isEqualTo(1);
        }
    }

    @Test
    void anAuthorityThatWasAwayStampsLaterAndMailDoesNotWait() throws Exception {
        Path vault = Files.createDirectory(folder.resolve("vault"));
        try (Authority authority = new Authority()) {
            authority.does(Authority.Fault.DOWN);
            ProofSettings settings = ProofSettings.usual("mail.example/archive")
                    .withEvery(NEVER)
                    .withPlaces(List.of(ShelfPlace.folder("vault", vault)))
                    .withStamps(authority.settings(Duration.ofMillis(50)));
            try (Journal journal = Journal.open(JournalSettings.of(folder.resolve("journal"), 64 << 10, CLOCK));
                    ProofDesk desk = new ProofDesk(
                            journal,
                            folder.resolve("proof"),
                            settings,
                            Seals.in(folder.resolve("keys"), journal),
                            CLOCK)) {
                write(journal);
                SignedCheckpoint head = desk.checkpoint();
                Waiting.await().atMost(PATIENCE).until(() -> authority.asked() > 0);
                write(journal);
                assertThat(desk.token(head.size())).isEmpty();
                Waiting.await().atMost(PATIENCE).until(() -> !desk.troubles().isEmpty());
                authority.does(Authority.Fault.NONE);
                Waiting.await()
                        .atMost(PATIENCE)
                        .until(() -> desk.token(head.size()).isPresent());
                desk.publishNow();
                // Each errand says that it is well again after its work is seen.
                Waiting.await().atMost(PATIENCE).until(() -> desk.troubles().isEmpty());
                VerifyReport report = desk.verify(progress -> {}, false, List.of());
                assertThat(report.problems()).isEmpty();
                assertThat(report.compared())
                        .filteredOn(row -> !row.place().equals("journal"))
                        .hasSize(2)
                        .allMatch(row -> row.stamps() == 1);
                strangersAgree(authority, journal.id().toString());
            }
        }
    }

    /** openssl and our own walk over the DER come to the same verdict, with the right root and with a wrong one. */
    private void strangersAgree(Authority authority, String journal) throws Exception {
        try (Authority other = new Authority()) {
            assertThat(verify(journal, pem(authority, "root.pem")))
                    .contains("1 time-stamps are right")
                    .contains("intact");
            assertThat(verify(journal, pem(other, "other.pem"))).contains("the signature of a time-stamp is wrong");
        }
    }

    private Path pem(Authority authority, String name) throws Exception {
        String body = Base64.getMimeEncoder().encodeToString(authority.root().getEncoded());
        return Files.writeString(
                folder.resolve(name), "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
    }

    private String verify(String journal, Path root) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "/usr/bin/python3",
                        "-B",
                        "src/main/resources/io/tradepost/archive/proof/verifier",
                        "journal",
                        folder.resolve("journal").toString(),
                        "--own",
                        folder.resolve("proof").toString(),
                        "--place",
                        folder.resolve("vault").resolve(journal).toString(),
                        "--tsa-root",
                        root.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isLessThan(2);
        return output;
    }

    private static void write(Journal journal) {
        for (int i = 0; i < 5; i++) {
            journal.append(Payloads.audit(
                    new AuditEvent(CLOCK.instant(), "li", "officer", "test", "view", "m" + i, "done", Map.of())));
        }
    }
}
