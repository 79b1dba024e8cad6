package io.tradepost.archive.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After a message is disposed of, no file of the embedded index holds a word that only it had. */
class ForgettingTest {
    private static final String SECRET = "qzxjvkwpfh";

    @TempDir
    Path folder;

    @Test
    void noFileHoldsTheWordsOfAForgottenMessage() throws IOException {
        try (IndexFixture mails = new IndexFixture(folder)) {
            for (int i = 0; i < 200; i++) {
                mails.mail("Subject: kept " + i, "words that stay " + i);
            }
            mails.mail("From: " + SECRET + "@x.example\nSubject: gone", SECRET);
            mails.follow();
            mails.index.idle();
            mails.index.close();
            assertThat(termsIn(folder.resolve("index"))).as("before, decoded").isPositive();
            assertThat(filesWith(SECRET)).as("before, raw").isNotEmpty();

            mails.open();
            mails.event(new IndexEvent.Forgotten(IndexFixture.id(200)));
            mails.follow();
            mails.index.idle();
            assertThat(filesWith(SECRET)).as("while open").isEmpty();
            assertThat(mails.found("stay")).hasSize(200);
            mails.index.close();
            assertThat(termsIn(folder.resolve("index"))).isZero();
            assertThat(filesWith(SECRET)).isEmpty();
            mails.open();
        }
    }

    @Test
    void aPurgeThatACrashCutOffIsMadeUpFor() throws IOException {
        try (IndexFixture mails = new IndexFixture(folder)) {
            mails.mail("Subject: kept", "stays");
            mails.mail("Subject: gone", SECRET);
            mails.follow();
            mails.event(new IndexEvent.Forgotten(IndexFixture.id(1)));
            mails.follow();
            // Closed between the deletion and the purge, which is then owed.
            mails.index.close();
            mails.open();
            mails.index.next();
            mails.index.idle();
            assertThat(filesWith(SECRET)).isEmpty();
            assertThat(mails.found("stays")).hasSize(1);
        }
    }

    /** Entries in any commit that hold the word, deleted or not. */
    private static long termsIn(Path index) throws IOException {
        long count = 0;
        try (FSDirectory directory = FSDirectory.open(index)) {
            for (IndexCommit commit : DirectoryReader.listCommits(directory)) {
                try (DirectoryReader reader = DirectoryReader.open(commit)) {
                    for (LeafReaderContext leaf : reader.leaves()) {
                        for (String field : List.of(Fields.BODY, Fields.FROM, Fields.PARTICIPANT)) {
                            count += leaf.reader().docFreq(new Term(field, SECRET));
                        }
                    }
                }
            }
        }
        return count;
    }

    private List<Path> filesWith(String word) throws IOException {
        byte[] wanted = word.getBytes(StandardCharsets.US_ASCII);
        try (Stream<Path> files = Files.list(folder.resolve("index"))) {
            return files.filter(file -> holds(file, wanted)).toList();
        }
    }

    private static boolean holds(Path file, byte[] wanted) {
        try {
            // Latin 1 keeps every byte as a character of its own.
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                    .contains(new String(wanted, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
