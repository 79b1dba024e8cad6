package io.tradepost.archive.proof.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.proof.tree.TreeHash;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Notes against the examples of the specification, and against whoever bends them. */
class SignedNoteTest {
    /** The example of C2SP signed-note, section "Verifier keys". */
    private static final String EXAMPLE_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    private static final String EXAMPLE = """
            This is an example message.

            — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
            """;

    /** The key and note that Go's note package documents itself with. */
    private static final String GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final String GO_NOTE = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;

    @Test
    void theSpecificationsExampleVerifies() throws Exception {
        for (List<String> pair : List.of(List.of(EXAMPLE_KEY, EXAMPLE), List.of(GO_KEY, GO_NOTE))) {
            VerifierKey key = VerifierKey.parse(pair.get(0));
            SignedNote note = SignedNote.parse(pair.get(1).getBytes(StandardCharsets.UTF_8));
            assertThat(key.text()).isEqualTo(pair.get(0));
            assertThat(note.signers(List.of(key))).containsExactly(key);
            assertThat(new String(note.bytes(), StandardCharsets.UTF_8)).isEqualTo(pair.get(1));
        }
    }

    @Test
    void aNoteWithOneBitChangedIsSignedByNobody() throws Exception {
        VerifierKey key = VerifierKey.parse(EXAMPLE_KEY);
        byte[] bytes = EXAMPLE.getBytes(StandardCharsets.UTF_8);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] bent = bytes.clone();
            bent[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(signedBy(bent, key)).as("bit %d", bit).isFalse();
        }
    }

    @Test
    void whatIsSignedWithTwoKeysIsKnownByEither() throws Exception {
        SigningKey old = SigningKey.make("archive.example/tradepost");
        SigningKey young = SigningKey.make("archive.example/tradepost");
        SigningKey stranger = SigningKey.make("archive.example/tradepost");
        SignedNote note = SignedNote.parse(SignedNote.sign("two\n", old, young).bytes());
        assertThat(note.signers(List.of(old.verifier()))).containsExactly(old.verifier());
        assertThat(note.signers(List.of(young.verifier(), old.verifier()))).hasSize(2);
        assertThat(note.signers(List.of(stranger.verifier()))).isEmpty();
    }

    @Test
    void aSigningKeyIsTheSameAfterItWasWritten() throws Exception {
        SigningKey key = SigningKey.make("archive.example/tradepost");
        SigningKey again = SigningKey.of(key.verifier(), key.pkcs8());
        assertThat(again.verifier()).isEqualTo(key.verifier());
        SigningKey other = SigningKey.make("archive.example/tradepost");
        assertThatThrownBy(() -> SigningKey.of(key.verifier(), other.pkcs8())).isInstanceOf(NoteException.class);
    }

    @Test
    void aCheckpointIsSignedUnderItsOriginsNameOnly() throws Exception {
        SigningKey key = SigningKey.make("a.example/log");
        Checkpoint checkpoint = new Checkpoint("a.example/log", 7, TreeHash.leaf(new byte[] {1}));
        SignedCheckpoint signed =
                SignedCheckpoint.parse(SignedCheckpoint.sign(checkpoint, key).bytes());
        assertThat(signed.checkpoint()).isEqualTo(checkpoint);
        signed.check(List.of(key.verifier()));
        SignedCheckpoint elsewhere = SignedCheckpoint.sign(new Checkpoint("b.example/log", 7, checkpoint.head()), key);
        assertThatThrownBy(() -> elsewhere.check(List.of(key.verifier()))).isInstanceOf(NoteException.class);
    }

    @Test
    void whatIsNoNoteOrCheckpointIsRefused() {
        Random random = new Random(11);
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = EXAMPLE.getBytes(StandardCharsets.UTF_8);
            for (int n = random.nextInt(4); n >= 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            readable(java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
        }
        for (String wrong : List.of("o\n07\n" + "A".repeat(43) + "=\n", "o\n7\nAA==\n", "o\n-1\n\n", "o\n7\n", "")) {
            assertThatThrownBy(() -> Checkpoint.parse(wrong)).isInstanceOf(NoteException.class);
        }
        for (String wrong : List.of(
                "",
                "a",
                "a+b+c",
                "a b+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                EXAMPLE_KEY.replace("530d", "530e"))) {
            assertThatThrownBy(() -> VerifierKey.parse(wrong)).isInstanceOf(NoteException.class);
        }
    }

    /** Any bytes give a note or a NoteException, and nothing else. */
    private static boolean readable(byte[] bytes) {
        try {
            return !SignedNote.parse(bytes).lines().isEmpty();
        } catch (NoteException e) {
            return false;
        }
    }

    private static boolean signedBy(byte[] bytes, VerifierKey key) {
        try {
            return SignedNote.parse(bytes).signers(List.of(key)).contains(key);
        } catch (NoteException e) {
            return false;
        }
    }
}
