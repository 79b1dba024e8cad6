package io.tradepost.archive.export;

import io.tradepost.archive.Archive;
import io.tradepost.archive.ArchiveSettings;
import io.tradepost.archive.Mails;
import io.tradepost.archive.Receipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Archives with mail in them, and ways to look at what was exported. */
final class ExportFixture {
    private ExportFixture() {}

    static Archive open(Path folder) {
        return Archive.open(ArchiveSettings.embedded(folder).withClock(Clock.systemUTC()));
    }

    static ExportOrder order(String query, Path target, ExportOrder.Form form, ExportFormat... formats) {
        return new ExportOrder(
                new Selection.Query(query), Set.copyOf(EnumSet.copyOf(List.of(formats))), form, target, "a test");
    }

    /** Mail that is hard on an mbox, a manifest and a page. */
    static List<byte[]> strange() {
        return Stream.of(
                        "From the first line on\r\n\r\nbody",
                        ">From x\n\nFrom y\n>From z\n>>From \n>>Fro\n>",
                        "",
                        "\n",
                        "\r\n\r\n",
                        "Subject: <script>alert(1)</script> & \"quotes\" ../../etc/passwd\n\nx\rFrom y\u0000\u00ff\n\n\n",
                        "Subject: =?utf-8?B?5ZCI5ZCM?=\n\n" + ">".repeat(40_000) + "From far\n",
                        "Content-Length: 3\n\nFrom a@b Fri May  3 10:20:30 2024\n\nFrom c@d Fri May  3 10:20:30 2024\n",
                        "Subject: long\n\n" + "From ".repeat(300_000))
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }

    static Receipt capture(Archive archive, String key, byte[] bytes) {
        return archive.capture(Mails.delivery(
                key, "a@outside.example", List.of("b@ours.example"), Instant.parse("2026-03-01T10:00:00Z"), bytes));
    }

    static void fill(Archive archive, int count) {
        for (int i = 0; i < count; i++) {
            capture(archive, "k" + i, Mails.plain("a@outside.example", "b@ours.example", "order " + i, "text " + i));
        }
        List<byte[]> strange = strange();
        for (int i = 0; i < strange.size(); i++) {
            capture(archive, "s" + i, strange.get(i));
        }
        archive.awaitFollowers(Duration.ofMinutes(1));
    }

    /** Every file below a folder with its bytes' hash. */
    static Map<String, String> hashes(Path folder) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile).forEach(file -> {
                HashingOutput hashing = new HashingOutput(java.io.OutputStream.nullOutputStream());
                try {
                    Files.copy(file, hashing);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                hashes.put(folder.relativize(file).toString(), hashing.added().sha256());
            });
        }
        return hashes;
    }

    /** What a program says and how it ended. */
    record Said(int status, String text) {}

    static Said run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(command[0] + " does not end");
        }
        return new Said(process.exitValue(), text);
    }
}
