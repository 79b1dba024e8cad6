package io.tradepost.archive.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever the bytes are, they come back. */
class ContentPropertyTest {
    private static Path folder = Path.of("");
    private static ContentFixture archive = place();
    private static int names;

    private static ContentFixture place() {
        try {
            folder = Files.createTempDirectory("content-property");
            return ContentFixture.open(folder);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeContainer
    static void begin() {
        assertThat(archive.journal().nextSequence()).isZero();
    }

    @AfterContainer
    static void end() throws IOException {
        assertThat(archive.parts()).as("parts were shared on the way").hasSizeGreaterThan(5);
        assertThat(archive.journal().check().run(progress -> {}).problems()).isEmpty();
        archive.close();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }

    @Property(tries = 600)
    void generatedMailComesBack(@ForAll @LongRange(max = 1_000_000_000) long seed) {
        comesBack(new MailMaker(seed).anything());
    }

    @Property(tries = 300)
    void arbitraryBytesComeBack(@ForAll @Size(max = 400) byte[] bytes) {
        comesBack(bytes);
    }

    @Property(tries = 300)
    void charactersOfTheAlphabetInAnyOrderComeBack(
            @ForAll @LongRange(max = 1_000_000_000) long seed, @ForAll @IntRange(max = 3000) int size) {
        String alphabet = "AQg+/=\r\n\n\r\n ";
        java.util.Random random = new java.util.Random(seed);
        StringBuilder text = new StringBuilder("A: b\r\n\r\n");
        for (int i = 0; i < size; i++) {
            text.append(alphabet.charAt(random.nextInt(random.nextInt(20) == 0 ? alphabet.length() : 5)));
        }
        comesBack(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    @Property(tries = 300)
    void whateverTheLineLengthAFileIsFoundAndDecoded(
            @ForAll @IntRange(min = 48, max = 9000) int size,
            @ForAll @IntRange(min = 1, max = 200) int line,
            @ForAll boolean bare,
            @ForAll boolean endsInALineBreak)
            throws IOException {
        byte[] file = MailMaker.file(size, size);
        MailMaker maker = new MailMaker(1);
        String end = bare ? "\n" : "\r\n";
        maker.text("A: b" + end + end);
        maker.base64(file, line, end);
        maker.text(endsInALineBreak ? end + end + "--b" : "");
        byte[] mail = maker.bytes();
        TransferScanner.Found found = TransferScanner.scan(new ByteArrayInputStream(mail));
        assertThat(found.regions()).hasSize(1);
        assertThat(found.regions().getFirst().decoded()).isEqualTo(size);
        int encoded = Base64.getEncoder().encode(file).length;
        assertThat(found.regions().getFirst().length())
                .isEqualTo(encoded + (long) end.length() * ((encoded - 1) / line));
        comesBack(mail);
    }

    private static void comesBack(byte[] bytes) {
        long sequence = archive.put("n" + names++, bytes);
        assertThat(Arrays.equals(archive.get(sequence), bytes)).isTrue();
    }
}
