package io.tradepost.archive.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.Archive;
import io.tradepost.archive.ArchiveSettings;
import io.tradepost.archive.ArchivedMessage;
import io.tradepost.archive.Content;
import io.tradepost.archive.Corpus;
import io.tradepost.archive.ImportReport;
import io.tradepost.archive.ImportSettings;
import io.tradepost.archive.Mails;
import io.tradepost.archive.SearchRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailImportTest {
    private static final ImportSettings SETTINGS = new ImportSettings("li", Set.of("ours.example"));

    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        Path file = folder.resolve("in").resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
        return file;
    }

    /** Contents of the messages in a file, as ISO 8859-1. */
    private static List<String> read(Path file) throws IOException {
        List<String> contents = new ArrayList<>();
        MboxFile.read(file, new MboxFile.Receiver() {
            @Override
            public void message(MailSource source) throws IOException {
                try (InputStream in = source.content().open()) {
                    contents.add(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
                }
            }

            @Override
            public void failed(String name, String reason) {
                throw new AssertionError(name + ": " + reason);
            }
        });
        return contents;
    }

    @Test
    void takesMessagesOutOfAnMboxAsTheyWere() throws IOException {
        Path mbox = file("rd", """
                From a@x.example Fri May  3 10:20:30 2024
                Subject: one

                >From the start
                >>From twice
                From here on, no separator: no empty line before

                From there no date either
                end

                From MAILER-DAEMON Fri May  3 10:21:30 2024
                Subject: two

                body\u00e9
                """);
        assertThat(read(mbox)).containsExactly("""
                        Subject: one

                        From the start
                        >From twice
                        From here on, no separator: no empty line before

                        From there no date either
                        end
                        """, "Subject: two\n\nbody\u00e9\n");
    }

    @Test
    void keepsLineEndsAndEmptyLinesOfAnMbox() throws IOException {
        Path mbox = file(
                "crlf",
                "From a Fri May  3 10:20:30 2024\r\nSubject: one\r\n\r\na\r\n\r\n\r\n"
                        + "From b Fri May  3 10:20:30 2024\r\nSubject: two\r\n\r\nno end");
        assertThat(read(mbox)).containsExactly("Subject: one\r\n\r\na\r\n\r\n", "Subject: two\r\n\r\nno end");
    }

    @Test
    void believesAContentLengthThatLeadsToTheNextMessage() throws IOException {
        String body = "first\n\nFrom x Fri May  3 10:20:30 2024\n>From kept\n";
        Path mbox = file(
                "cl2",
                "From a Fri May  3 10:20:30 2024\nSubject: one\nContent-Length: " + body.length() + "\n\n" + body
                        + "\n"
                        + "From b Fri May  3 10:20:30 2024\n"
                        + "Subject: two\n"
                        + "Content-Length: 999\n\n"
                        + ">From wrong length\n");
        assertThat(read(mbox))
                .containsExactly(
                        "Subject: one\nContent-Length: " + body.length() + "\n\n" + body,
                        "Subject: two\nContent-Length: 999\n\nFrom wrong length\n");
    }

    @Test
    void importsAFolderOfAllKindsOnce() throws IOException {
        file("a/one.eml", "Subject: one\n\n1\n");
        file("a/b/two", "Subject: two\n\n2\n");
        file("a/b/again.eml", "Subject: one\n\n1\n");
        file("box", """
                From a@x.example Fri May  3 10:20:30 2024
                Subject: three

                3

                From a@x.example Fri May  3 10:20:30 2024
                Subject: four

                4
                """);
        file("maildir/cur/1.2.host:2,S", "no header at all");
        file("maildir/new/2.3.host", "Subject: five\n\n5\n");
        file("maildir/tmp/3.4.host", "Subject: unfinished\n\n6\n");
        file(".hidden", "Subject: hidden\n\n7\n");
        file("picture.png", "\u0089PNG");
        file("broken.eml", "Content-Type: multipart/mixed; boundary=a\n\n--a\n\ncut off");
        try (Archive archive = Archive.open(ArchiveSettings.embedded(folder.resolve("archive")))) {
            ImportReport report = archive.importFrom(folder.resolve("in"), SETTINGS, progress -> {});
            assertThat(report.found()).isEqualTo(9);
            assertThat(report.archived()).isEqualTo(8);
            assertThat(report.repeated()).isEqualTo(1);
            assertThat(report.failed()).isEmpty();
            assertThat(report.notFullyParsed())
                    .extracting(item -> Path.of(item.source()).getFileName().toString())
                    .containsExactly("broken.eml", "1.2.host:2,S", "picture.png");
            ImportReport again = archive.importFrom(folder.resolve("in"), SETTINGS, progress -> {});
            assertThat(again.archived()).isZero();
            archive.awaitFollowers(Duration.ofSeconds(60));
            assertThat(search(archive, "subject:three")).hasSize(1);
            assertThat(search(archive, "unfinished OR hidden")).isEmpty();
            ArchivedMessage four = search(archive, "subject:four").getFirst();
            assertThat(four.envelope().from()).isEqualTo("a@x.example");
            assertThat(four.session().more()).containsEntry("import.kind", "mbox");
        }
    }

    @Test
    void everyMboxOfTheTortureFolderGivesItsMessages() throws IOException {
        List<Path> boxes = Corpus.files("torture").stream()
                .filter(file -> file.toString().endsWith(".mbox"))
                .toList();
        assertThat(boxes).isNotEmpty();
        for (Path box : boxes) {
            if (MboxFile.looksLikeOne(box)) {
                assertThat(read(box)).as("%s", box).isNotEmpty();
            }
        }
    }

    @Test
    void aMessageComesBackAsItLayInTheFile() throws IOException {
        byte[] bytes = Mails.plain("a@x.example", "b@ours.example", "s", "t");
        Path eml = folder.resolve("m.eml");
        Files.write(eml, bytes);
        try (Archive archive = Archive.open(ArchiveSettings.embedded(folder.resolve("archive")))) {
            archive.importFrom(eml, SETTINGS, progress -> {});
            archive.awaitFollowers(Duration.ofSeconds(60));
            Content raw = archive.raw(search(archive, "").getFirst().id(), Mails.officer())
                    .orElseThrow();
            try (InputStream in = raw.open()) {
                assertThat(in.readAllBytes()).isEqualTo(bytes);
            }
        }
    }

    private static List<ArchivedMessage> search(Archive archive, String query) {
        return archive.search(new SearchRequest(query, Optional.empty(), 50), Mails.officer())
                .items();
    }

    @Test
    void undoesEveryDisguiseInAFileThatIsNamedAsMboxrd() throws IOException {
        Path mbox = file("x-mboxrd.mbox", """
                From a@x.example Fri May  3 10:20:30 2024
                >From in the header
                Content-Length: 3

                >>From twice

                From b@x.example Fri May  3 10:20:30 2024 unended
                Subject: two

                no end

                """);
        assertThat(read(mbox))
                .containsExactly("From in the header\nContent-Length: 3\n\n>From twice\n", "Subject: two\n\nno end");
    }

    @Test
    void aDryRunSaysWhatWouldComeAndBringsNothingIn() throws IOException {
        file("one.eml", "Subject: one\n\n1\n");
        file("two.eml", "Subject: two\n\n2\n");
        file("again.eml", "Subject: two\n\n2\n");
        try (Archive archive = Archive.open(ArchiveSettings.embedded(folder.resolve("archive")))) {
            ImportSettings dry = new ImportSettings("li", Set.of("ours.example"), true);
            ImportReport tried = archive.importFrom(folder.resolve("in"), dry, progress -> {});
            assertThat(tried.found()).isEqualTo(3);
            assertThat(tried.archived()).isEqualTo(2);
            assertThat(tried.repeated()).isEqualTo(1);
            archive.awaitFollowers(Duration.ofSeconds(60));
            assertThat(search(archive, "")).isEmpty();
            assertThat(archive.importFrom(folder.resolve("in"), SETTINGS, progress -> {})
                            .archived())
                    .isEqualTo(2);
            assertThat(archive.importFrom(folder.resolve("in"), dry, progress -> {})
                            .archived())
                    .isZero();
        }
    }
}
