package io.tradepost.archive.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.JournalSettings;
import io.tradepost.archive.keys.ContentKeys;
import io.tradepost.archive.keys.KeySeal;
import io.tradepost.archive.keys.Seals;
import io.tradepost.archive.proof.note.SignedCheckpoint;
import io.tradepost.archive.proof.note.SigningKey;
import io.tradepost.archive.proof.note.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The signing key on the disk: worth nothing without the master key, and the same key through all that is done to it. */
class SigningKeyAtRestTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final ProofSettings SETTINGS =
            ProofSettings.usual("mail.example/archive").withEvery(Duration.ofDays(1));

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("proof/signing-key");
    }

    private SignedCheckpoint sign() {
        try (Journal journal = Journal.open(JournalSettings.of(folder.resolve("journal"), 64 << 10, CLOCK));
                ProofDesk desk = new ProofDesk(
                        journal, folder.resolve("proof"), SETTINGS, Seals.in(folder.resolve("keys"), journal), CLOCK)) {
            SignedCheckpoint made = desk.checkpoint();
            assertThat(desk.keys()).hasSize(1);
            return made;
        }
    }

    private VerifierKey verifier() throws Exception {
        return VerifierKey.parse(Files.readAllLines(file()).getFirst());
    }

    /** What a version before this one has left: the secret half in clear. */
    private SigningKey putInClear() throws Exception {
        SigningKey key;
        try (Journal journal = Journal.open(JournalSettings.of(folder.resolve("journal"), 64 << 10, CLOCK))) {
            key = new SigningKeyFile(file(), Seals.in(folder.resolve("keys"), journal)).read();
        }
        Files.writeString(
                file(), key.verifier().text() + "\n" + Base64.getEncoder().encodeToString(key.pkcs8()) + "\n");
        return key;
    }

    @Test
    void theFileHoldsNoSecretAndAnewMasterKeyIsAllThatItNeeds() throws Exception {
        sign();
        VerifierKey before = verifier();
        SigningKey key;
        try (Journal journal = Journal.open(JournalSettings.of(folder.resolve("journal"), 64 << 10, CLOCK));
                ContentKeys keys = Seals.open(folder.resolve("keys"), journal)) {
            key = new SigningKeyFile(file(), new KeySeal(keys)).read();
            byte[] sealed = Files.readAllBytes(file());
            assertThat(keys.rotate(progress -> {})).isEqualTo(2);
            assertThat(file()).as("only the slot is wrapped again").hasBinaryContent(sealed);
        }
        assertThat(Files.readString(file()))
                .doesNotContain(Base64.getEncoder().encodeToString(key.pkcs8()))
                .contains("\nsealed ");
        sign().check(List.of(before));
        assertThat(verifier()).isEqualTo(before);
    }

    @Test
    void aKeyInClearIsSealedWhenItIsReadAndStaysTheSame() throws Exception {
        sign();
        SigningKey key = putInClear();
        Path link = Files.createLink(folder.resolve("old-file"), file());
        sign().check(List.of(key.verifier()));
        assertThat(Files.readString(file())).contains("\nsealed ");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(Files.readAllBytes(link))
                .as("what was in the old file is overwritten")
                .containsOnly(0);
        assertThat(verifier()).isEqualTo(key.verifier());
    }

    @Test
    void aCrashAnywhereInTheSealingLeavesTheKey() throws Exception {
        sign();
        SigningKey key = putInClear();
        // Half a new file beside, the old one whole.
        Files.writeString(
                folder.resolve("proof/signing-key.tmp"), key.verifier().text() + "\nseal");
        sign().check(List.of(key.verifier()));
        // The new one in place, and the process gone before it was told so.
        sign().check(List.of(key.verifier()));
        // A rotation whose new key was written in clear, by the version before, and never recorded.
        SigningKey young = SigningKey.make("mail.example/archive");
        Files.writeString(
                folder.resolve("proof/signing-key.next"),
                young.verifier().text() + "\n" + Base64.getEncoder().encodeToString(young.pkcs8()) + "\n");
        sign().check(List.of(key.verifier()));
        assertThat(folder.resolve("proof/signing-key.next")).doesNotExist();
    }

    @Test
    void withoutItsKeyTheFileIsRefusedAndNoOtherKeyIsMade() throws IOException {
        sign();
        byte[] sealed = Files.readAllBytes(file());
        for (String name : List.of("00000000000000000000.slots", "MASTER", "master.key")) {
            Files.delete(folder.resolve("keys").resolve(name));
        }
        assertThatThrownBy(this::sign)
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("the signing key")
                .satisfies(e -> assertThat(((ArchiveException) e).isTemporary()).isFalse());
        assertThat(file()).hasBinaryContent(sealed);
    }
}
