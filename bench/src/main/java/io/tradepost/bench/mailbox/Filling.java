package io.tradepost.bench.mailbox;

import io.tradepost.bench.BenchException;
import io.tradepost.bench.ingest.RealMail;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Fills a server's mailboxes as a mail client would: the first by APPEND, over some connections at once, the others by COPY
 * of the first. A file beside the server's data says what is in it, so that the next run need not do it again.
 */
final class Filling {
    private static final String FIRST = "INBOX";
    private static final int COPIED_AT_ONCE = 5_000;
    private static final int CONNECTIONS = 4;
    private static final int SAID_EVERY = 2_000;
    private static final Instant OLDEST = Instant.parse("2024-01-01T00:00:00Z");
    /** RFC 3501 section 9, date-time. */
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern(
                    "dd-MMM-yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final RealMail mail;
    private final int messages;
    private final int mailboxes;
    private final PrintWriter progress;

    Filling(RealMail mail, int messages, int mailboxes, PrintWriter progress) {
        this.mail = mail;
        this.messages = messages;
        this.mailboxes = mailboxes;
        this.progress = progress;
    }

    /** The mailbox's name, counted from 0. */
    static String mailbox(int number) {
        return number == 0 ? FIRST : "Bench-" + (number + 1);
    }

    /**
     * What a server was filled with.
     *
     * @param octets of the messages of one mailbox
     */
    record Filled(int messages, int mailboxes, long octets) {}

    /** What this folder's server has. */
    static Optional<Filled> found(Path folder) {
        Path file = folder.resolve("filled.properties");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Properties said = new Properties();
            said.load(new StringReader(Files.readString(file)));
            return Optional.of(new Filled(
                    Integer.parseInt(said.getProperty("messages", "0")),
                    Integer.parseInt(said.getProperty("mailboxes", "0")),
                    Long.parseLong(said.getProperty("octets", "0"))));
        } catch (IOException | NumberFormatException e) {
            throw new BenchException(file + " can't be read", e);
        }
    }

    /** Fills a server that runs and has nothing yet. */
    Filled fill(Contender contender, Path folder) {
        long began = System.nanoTime();
        AtomicInteger next = new AtomicInteger();
        AtomicLong octets = new AtomicLong();
        try (ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                all.add(CompletableFuture.runAsync(() -> octets.addAndGet(append(contender, next, began)), clients));
            }
            all.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            throw new BenchException(contender.name() + " can't be filled: " + e.getMessage(), e);
        }
        double appended = (System.nanoTime() - began) / 1e9;
        progress.printf(
                "%s: %d messages appended in %.0f s, %.0f a second%n",
                contender.name(), messages, appended, messages / appended);
        copy(contender);
        Filled filled = new Filled(messages, mailboxes, octets.get());
        try {
            Files.writeString(
                    folder.resolve("filled.properties"),
                    "messages=" + messages + "\nmailboxes=" + mailboxes + "\noctets=" + filled.octets() + "\n");
        } catch (IOException e) {
            throw new BenchException("what was filled can't be noted", e);
        }
        return filled;
    }

    private long append(Contender contender, AtomicInteger next, long began) {
        long octets = 0;
        try (ImapSession session = contender.session()) {
            for (int i = next.getAndIncrement(); i < messages; i = next.getAndIncrement()) {
                byte[] message = literal(mail.wellFormed(i));
                session.ask("APPEND " + FIRST + " (" + flags(i) + ") \"" + date(i) + "\"", message, "");
                octets += message.length;
                if ((i + 1) % SAID_EVERY == 0) {
                    progress.printf(
                            "%s: %d of %d appended, %.0f s%n",
                            contender.name(), i + 1, messages, (System.nanoTime() - began) / 1e9);
                }
            }
        }
        return octets;
    }

    private void copy(Contender contender) {
        try (ImapSession session = contender.session()) {
            for (int number = 1; number < mailboxes; number++) {
                long began = System.nanoTime();
                session.ask("CREATE " + mailbox(number));
                session.ask("SELECT " + FIRST);
                for (int from = 1; from <= messages; from += COPIED_AT_ONCE) {
                    int to = Math.min(messages, from + COPIED_AT_ONCE - 1);
                    session.ask("COPY " + from + ":" + to + " " + mailbox(number));
                }
                progress.printf(
                        "%s: copied to %s in %.0f s%n",
                        contender.name(), mailbox(number), (System.nanoTime() - began) / 1e9);
            }
        }
    }

    /** Nine in ten are read, one in seven is answered, one in twenty is flagged. */
    private static String flags(int i) {
        List<String> flags = new ArrayList<>();
        if (i % 10 != 0) {
            flags.add("\\Seen");
        }
        if (i % 7 == 0) {
            flags.add("\\Answered");
        }
        if (i % 20 == 1) {
            flags.add("\\Flagged");
        }
        return String.join(" ", flags);
    }

    private static String date(int i) {
        return DATE_TIME.format(OLDEST.plusSeconds(i * 600L));
    }

    /** Lines end with CRLF (RFC 5322 section 2.3), and a literal has no NUL (RFC 3501 section 9, CHAR8). */
    private static byte[] literal(byte[] message) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream(message.length + message.length / 32);
        for (int i = 0; i < message.length; i++) {
            if (message[i] == '\n' && (i == 0 || message[i - 1] != '\r')) {
                lines.write('\r');
            }
            lines.write(message[i] == 0 ? ' ' : message[i]);
        }
        return lines.toByteArray();
    }
}
