package io.tradepost.mailbox.search;

import io.tradepost.archive.Content;
import io.tradepost.archive.Corpus;
import io.tradepost.archive.mime.MailText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.apache.james.mailbox.exception.MailboxException;

/**
 * Measures the index, not a test: {@code SearchMeasure FOLDER MESSAGES MAILBOXES}. Fills so many mailboxes with so many
 * messages each, the corpus over and over with a word and a Message-ID of each copy's own, and says what the index takes and
 * how long searches of the first mailbox take.
 */
public final class SearchMeasure {
    private static final List<String> NEEDLES = List.of(
            "e",
            "th",
            "the",
            "meeting",
            "tion",
            "best regards",
            "and the",
            "http://",
            "copy1234x",
            "xqzjv",
            "发票",
            "的",
            "中国",
            "on ",
            "re: ",
            "order number 12",
            "ing",
            "aGVsbG8");

    private SearchMeasure() {}

    /** See the class. */
    public static void main(String[] arguments) throws IOException, MailboxException {
        Path folder = Path.of(arguments[0]);
        int messages = Integer.parseInt(arguments[1]);
        int mailboxes = Integer.parseInt(arguments[2]);
        List<Path> files = Corpus.files("mail").stream()
                .filter(file -> !file.endsWith("index.jsonl"))
                .toList();
        EntryTable first = new EntryTable();
        long octets = 0;
        long begun = System.nanoTime();
        try (TextIndex index = TextIndex.open(folder)) {
            for (long message = 0; message < (long) messages * mailboxes; message++) {
                byte[] bytes = copy(files.get((int) (message % files.size())), message);
                octets += bytes.length;
                index.add(message, MailText.of(Content.of(bytes)));
                if (message < messages) {
                    first.put(new EntryTable.Entry(message + 1, message, 1, 0, List.of(), 0, 0, 1));
                }
            }
        }
        // Closed and opened again, so that no merge is still under way.
        say("indexed %d messages, %.1f MB, in %.1f s%n", messages * mailboxes, octets / 1e6, seconds(begun));
        say("index %.1f MB, %.3f of the mail%n", size(folder) / 1e6, (double) size(folder) / octets);
        try (TextIndex index = TextIndex.open(folder)) {
            search(index, first.view(), files);
            say("words in memory %.1f MB%n", SegmentWords.bytesKept() / 1e6);
        }
    }

    private static void search(TextIndex index, EntryTable.View entries, List<Path> files) throws MailboxException {
        for (String needle : NEEDLES) {
            for (Wanted wanted : List.of(
                    new Wanted.Everything(),
                    new Wanted.Body(),
                    new Wanted.Header("subject"),
                    new Wanted.Header("from"),
                    new Wanted.Header("x-mailer"))) {
                double[] times = new double[7];
                int found = 0;
                int[] reads = {0};
                for (int i = 0; i < times.length; i++) {
                    reads[0] = 0;
                    long begun = System.nanoTime();
                    MailboxText.Reader reader =
                            (asked, sought, sink) -> asked.stream().forEach(entry -> {
                                reads[0]++;
                                sink.accept(entry, read(files, entries.message(entry)));
                            });
                    BitSet hits = index.ask(
                            searcher -> new MailboxText(searcher, entries, reader).find(wanted, Needle.of(needle)));
                    found = hits.cardinality();
                    times[i] = seconds(begun) * 1_000;
                }
                double firstTime = times[0];
                Arrays.sort(times);
                say(
                        "%-18s %-28s %6d found, first %7.1f ms, median %6.1f ms, %d read%n",
                        needle, wanted, found, firstTime, times[3], reads[0]);
            }
        }
    }

    private static MailText read(List<Path> files, long message) {
        return MailText.of(Content.of(copy(files.get((int) (message % files.size())), message)));
    }

    private static byte[] copy(Path file, long message) {
        try {
            byte[] own = ("Message-ID: <copy" + message + "x@example.test>\r\nX-Copy: copy" + message + "x\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            byte[] bytes = Files.readAllBytes(file);
            byte[] all = Arrays.copyOf(own, own.length + bytes.length);
            System.arraycopy(bytes, 0, all, own.length, bytes.length);
            return all;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    @com.google.errorprone.annotations.FormatMethod
    private static void say(String format, Object... values) {
        System.out.print(String.format(java.util.Locale.ROOT, format, values));
    }
}
