package io.tradepost.archive.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Content;
import io.tradepost.archive.journal.DiskFiles;
import io.tradepost.archive.journal.StoredRecord;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentStoreTest {
    @TempDir
    Path folder;

    @Test
    void anAttachmentThatManyMessagesBringIsStoredOnceAndDecoded() {
        byte[] file = MailMaker.file(50_000, 1);
        Map<Long, byte[]> mails = new HashMap<>();
        try (ContentFixture archive = ContentFixture.open(folder)) {
            for (int i = 0; i < 5; i++) {
                byte[] mail = MailMaker.withAttachment("number " + i, file);
                mails.put(archive.put("m" + i, mail), mail);
            }
            MailMaker other = new MailMaker(1);
            other.text("X: y\n\n");
            other.base64(file, 60, "\n");
            mails.put(archive.put("other lines", other.bytes()), other.bytes());
        }
        try (ContentFixture archive = ContentFixture.open(folder)) {
            assertThat(archive.parts()).hasSize(1);
            assertThat(ContentFixture.bytes(archive.parts().getFirst().content()))
                    .isEqualTo(file);
            mails.forEach((sequence, mail) -> assertThat(archive.get(sequence)).isEqualTo(mail));
            StoredRecord last = archive.journal().read(6).orElseThrow();
            assertThat(last.header().stored().length()).isLessThan(300);
            assertThat(archive.journal().check().run(progress -> {}).intact()).isTrue();
        }
    }

    @Test
    void aMessageThatBringsOneFileTwiceRefersToOnePart() {
        MailMaker maker = new MailMaker(1);
        byte[] file = MailMaker.file(9000, 4);
        for (int i = 0; i < 2; i++) {
            maker.text("A: b\r\n\r\n");
            maker.base64(file, 76, "\r\n");
            maker.text("\r\n\r\n");
        }
        try (ContentFixture archive = ContentFixture.open(folder)) {
            long sequence = archive.put("twice", maker.bytes());
            assertThat(archive.parts()).hasSize(1);
            assertThat(archive.get(sequence)).isEqualTo(maker.bytes());
        }
    }

    @Test
    void whatIsSmallStaysInsideTheMessage() {
        try (ContentFixture archive = ContentFixture.open(folder)) {
            byte[] mail = MailMaker.withAttachment("small", MailMaker.file(TransferScanner.SHARED_FROM - 1, 2));
            assertThat(archive.get(archive.put("small", mail))).isEqualTo(mail);
            assertThat(archive.parts()).isEmpty();
        }
    }

    @Test
    void nothingOfTheContentStandsInClear() throws IOException {
        String secret = "The price is 47,110 euro and not one cent less";
        try (ContentFixture archive = ContentFixture.open(folder)) {
            archive.put("clear?", ("Subject: x\r\n\r\n" + secret + "\r\n").getBytes(StandardCharsets.US_ASCII));
            byte[] file = secret.repeat(500).getBytes(StandardCharsets.US_ASCII);
            archive.put("attached?", MailMaker.withAttachment("x", file));
        }
        for (Path file : files()) {
            assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    .as("%s", file)
                    .doesNotContain("47,110")
                    .doesNotContain(java.util.Base64.getEncoder()
                            .encodeToString(secret.getBytes(StandardCharsets.US_ASCII))
                            .substring(4, 30));
        }
    }

    @Test
    void contentWhoseKeyIsDestroyedSaysThatItWasDisposedOf() {
        try (ContentFixture archive = ContentFixture.open(folder)) {
            long gone = archive.put("gone", "A: b\r\n\r\nsecret".getBytes(StandardCharsets.US_ASCII));
            long stays = archive.put("stays", "A: b\r\n\r\nother".getBytes(StandardCharsets.US_ASCII));
            StoredRecord record = archive.journal().read(gone).orElseThrow();
            archive.keys().destroy(List.of(ContentStore.prefix(record).slot()));
            Content content = archive.journal().read(gone).orElseThrow().content();
            assertThatThrownBy(content::open)
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageContaining("disposed")
                    .satisfies(
                            e -> assertThat(((ArchiveException) e).isDisposed()).isTrue())
                    .satisfies(e ->
                            assertThat(((ArchiveException) e).isTemporary()).isFalse());
            assertThat(archive.get(stays)).endsWith("other".getBytes(StandardCharsets.US_ASCII));
            assertThat(archive.journal().check().run(progress -> {}).intact())
                    .as("everything still verifies")
                    .isTrue();
        }
    }

    @Test
    void aMessageWhoseKnownPartIsDamagedBringsItAgain() throws IOException {
        byte[] mail = MailMaker.withAttachment("one", MailMaker.file(40_000, 8));
        byte[] again = MailMaker.withAttachment("two", MailMaker.file(40_000, 8));
        try (ContentFixture archive = ContentFixture.open(folder)) {
            archive.put("one", mail);
        }
        Path segment = folder.resolve("journal/00000000000000000000.tpj");
        try (RandomAccessFile bytes = new RandomAccessFile(segment.toFile(), "rw");
                ContentFixture archive = ContentFixture.open(folder)) {
            bytes.seek(5000);
            bytes.write(bytes.read() ^ 1);
            long sequence = archive.put("two", again);
            assertThat(archive.get(sequence)).isEqualTo(again);
            assertThat(ContentStore.references(archive.journal().read(sequence).orElseThrow()))
                    .isEmpty();
        }
    }

    @Test
    void aHugeMessageDoesNotStandInMemoryAndLeavesNoSpool() throws IOException {
        Path huge = folder.resolve("huge.eml");
        try (var out = new java.io.BufferedOutputStream(Files.newOutputStream(huge))) {
            out.write("Subject: huge\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            java.util.Base64.Encoder lines =
                    java.util.Base64.getMimeEncoder(76, "\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 40; i++) {
                out.write(lines.encode(MailMaker.file(57 * 20_000, i)));
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        }
        assertThat(Files.size(huge)).isGreaterThan(59L << 20);
        try (ContentFixture archive = ContentFixture.open(folder, 1 << 30, new DiskFiles())) {
            long sequence = archive.put("huge", Content.of(huge));
            assertThat(archive.parts()).hasSize(1);
            try (var is = archive.journal()
                            .read(sequence)
                            .orElseThrow()
                            .content()
                            .open();
                    var was = Files.newInputStream(huge)) {
                assertThat(is).hasSameContentAs(was);
            }
        }
        try (Stream<Path> left = Files.list(folder.resolve("spool"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void contentOfEverySmallSizeComesBack() {
        try (ContentFixture archive = ContentFixture.open(folder)) {
            for (int size :
                    new int[] {0, 1, 2, 3, 47, 48, 49, 4095, 4096, 4097, 65_536, (1 << 20) - 1, 1 << 20, (1 << 20) + 1
                    }) {
                byte[] bytes = MailMaker.file(size, size);
                assertThat(archive.get(archive.put("s" + size, bytes)))
                        .as("%d bytes", size)
                        .isEqualTo(bytes);
            }
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
