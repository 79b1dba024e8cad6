package io.tradepost.archive.disposition;

import static io.tradepost.archive.law.LawWorld.LI;
import static io.tradepost.archive.law.LawWorld.WANG;
import static io.tradepost.archive.law.LawWorld.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import io.tradepost.archive.Archive;
import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.ArchiveSettings;
import io.tradepost.archive.Mails;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.law.LawWorld;
import io.tradepost.archive.retention.Term;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One message is disposed of; then nothing on the disk gives it back: no file of the data folder, no term of the index, no
 * row of the catalog's file, and no backup of the journal. Everything else is read byte for byte and verifies.
 */
class DisposalProofTest {
    private static final String SUBJECT = "zqxjkvbsubject";
    private static final String BODY = "zqxjkvbbody";
    private static final String ATTACHED = "zqxjkvbattached";
    private static final List<String> SECRETS = List.of(SUBJECT, BODY, ATTACHED);
    private static final byte[] ZSTD = {(byte) 0x28, (byte) 0xB5, 0x2F, (byte) 0xFD}; // RFC 8878 section 3.1.1

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private LawWorld world;

    @BeforeEach
    void open() {
        world = new LawWorld(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aDisposedMessageIsNowhereAndEverythingElseStaysAndVerifies() throws Exception {
        Map<MessageId, byte[]> others = new HashMap<>();
        for (int i = 0; i < 40; i++) {
            byte[] bytes = Mails.plain("a@x.example", "b@ours.example", "kept " + i, "text of number " + i);
            others.put(capture("other" + i, bytes), bytes);
        }
        MessageId secret = capture("secret", secret());
        world.settle();
        world.close();
        assertThat(places()).as("the search finds what is there").isNotEmpty();
        assertThat(terms()).containsAll(SECRETS);
        copy(folder.resolve("journal"), elsewhere.resolve("journal"));

        world.reopenClosed();

        // No query names a word of the secret, since queries are the company's own words and stay on record.
        keep("all", "", "1y");
        keep("kept", "subject:kept", "10y");
        world.clock.move(Duration.ofDays(400));
        Dispositions desk = world.archive().law().dispositions();
        Run run = desk.propose("over", LI, progress -> {});
        desk.approve(run.id(), LI);
        desk.approve(run.id(), WANG);
        desk.execute(run.id(), LI, progress -> {});
        world.settle();

        assertThat(desk.certificate(run.id()).destroyed()).extracting(Item::id).containsExactly(secret);
        assertThat(world.archive().find(secret, LI.reader())).isEmpty();
        assertThat(world.archive().verify(progress -> {}).problems()).isEmpty();
        for (Map.Entry<MessageId, byte[]> other : others.entrySet()) {
            assertThat(bytes(world.archive(), other.getKey())).isEqualTo(other.getValue());
        }
        world.close();
        assertThat(places()).isEmpty();
        assertThat(terms()).doesNotContainAnyElementsOf(SECRETS).isNotEmpty();
        backupReadsTheOthersAndNotTheSecret(secret, others);
        world.reopenClosed();
    }

    private void keep(String name, String about, String term) {
        world.archive().law().retention().add(name, query(about), Term.parse(term), "t", "", LI.reader());
    }

    /** A backup of the journal, with the keys as they are now. */
    private void backupReadsTheOthersAndNotTheSecret(MessageId secret, Map<MessageId, byte[]> others) throws Exception {
        copy(folder.resolve("keys"), elsewhere.resolve("keys"));
        try (Archive restored = Archive.open(ArchiveSettings.embedded(elsewhere).withClock(world.clock))) {
            restored.awaitFollowers(Duration.ofSeconds(60));
            for (Map.Entry<MessageId, byte[]> other : others.entrySet()) {
                assertThat(bytes(restored, other.getKey())).isEqualTo(other.getValue());
            }
            assertThatThrownBy(() -> bytes(restored, secret))
                    .isInstanceOfAny(ArchiveException.class, IOException.class, java.util.NoSuchElementException.class);
            assertThat(restored.verify(progress -> {}).problems()).isEmpty();
        }
    }

    private MessageId capture(String key, byte[] bytes) {
        return world.archive()
                .capture(Mails.delivery(key, "a@x.example", List.of("b@ours.example"), world.clock.instant(), bytes))
                .id();
    }

    private static byte[] secret() {
        String attached = Base64.getMimeEncoder()
                .encodeToString((ATTACHED + " ").repeat(400).getBytes(StandardCharsets.UTF_8));
        return ("From: a@x.example\r\nTo: b@ours.example\r\nSubject: " + SUBJECT
                        + "\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
                        + "--x\r\nContent-Type: text/plain\r\n\r\n" + BODY + "\r\n"
                        + "--x\r\nContent-Type: text/plain; name=a.txt\r\nContent-Disposition: attachment; filename=a.txt"
                        + "\r\nContent-Transfer-Encoding: base64\r\n\r\n" + attached + "\r\n--x--\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Archive archive, MessageId id) throws IOException {
        try (InputStream in = archive.raw(id, LI.reader()).orElseThrow().open()) {
            return in.readAllBytes();
        }
    }

    /** {@code file:secret} for each file that holds a secret, plain, in UTF-16, in Base64, or inside Zstandard frames. */
    private List<String> places() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                byte[] bytes = Files.readAllBytes(file);
                String plain = new String(bytes, StandardCharsets.ISO_8859_1);
                String unpacked = unpacked(bytes);
                for (String secret : SECRETS) {
                    if (holds(plain, secret) || holds(unpacked, secret)) {
                        found.add(folder.relativize(file) + ":" + secret);
                    }
                }
            }
        }
        return found;
    }

    private static boolean holds(String bytes, String secret) {
        String lower = bytes.toLowerCase(Locale.ROOT);
        return lower.contains(secret)
                || bytes.contains(encoded(secret, StandardCharsets.UTF_16LE))
                || bytes.contains(encoded(secret, StandardCharsets.UTF_16BE))
                || Stream.of(0, 1, 2).anyMatch(shift -> bytes.contains(base64(secret, shift)));
    }

    private static String encoded(String secret, Charset charset) {
        return new String(secret.getBytes(charset), StandardCharsets.ISO_8859_1);
    }

    /** What Base64 makes of the secret's middle, wherever it begins in a group of three. */
    private static String base64(String secret, int shift) {
        String text = Base64.getEncoder().encodeToString(("x".repeat(shift) + secret).getBytes(StandardCharsets.UTF_8));
        return text.substring(4, text.length() - 4);
    }

    private static String unpacked(byte[] bytes) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i + ZSTD.length < bytes.length; i++) {
            if (java.util.Arrays.equals(bytes, i, i + ZSTD.length, ZSTD, 0, ZSTD.length)) {
                try (ZstdInputStream in = new ZstdInputStream(new ByteArrayInputStream(bytes, i, bytes.length - i))) {
                    in.setContinuous(true);
                    all.append(new String(in.readNBytes(1 << 20), StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                    // Not a frame after all, or one that ends here.
                    all.append(' ');
                }
            }
        }
        return all.toString();
    }

    /** Every term of every field of the index. */
    private List<String> terms() throws IOException {
        List<String> terms = new ArrayList<>();
        try (FSDirectory directory = FSDirectory.open(folder.resolve("index"));
                DirectoryReader reader = DirectoryReader.open(directory)) {
            for (FieldInfo field : FieldInfos.getMergedFieldInfos(reader)) {
                var indexed = MultiTerms.getTerms(reader, field.name);
                if (indexed != null) {
                    TermsEnum each = indexed.iterator();
                    for (BytesRef term = each.next(); term != null; term = each.next()) {
                        terms.add(term.utf8ToString());
                    }
                }
            }
        }
        return terms;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
