package io.tradepost.archive.proof.place;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Delivery;
import io.tradepost.archive.proof.tree.Tile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A mailbox outside: each message brings the newest checkpoint and the leaves since the message before, as attachments whose
 * {@code Content-Location} is their name in a place that can be read. {@link MailedEvidence} makes such a place of them.
 *
 * <p>What it can't do is be asked: that it contradicts the journal is seen by whoever unpacks the messages.
 */
public final class MailPlace implements SecondPlace {
    private static final String BOUNDARY = "=_evidence_of_the_archive";
    private static final int LINE = 76;
    /** How the session facts say that a message came through no door (SessionFacts, FORMAT.md). */
    private static final String LOCAL = "local";

    private static final Sent NEVER = new Sent(0, Instant.EPOCH);

    /**
     * Where it goes.
     *
     * @param recipient mail address of the mailbox
     * @param sender    mail address that it comes from
     * @param every     time between two messages
     * @param state     file that remembers what was sent last
     */
    public record Settings(String recipient, String sender, Duration every, Path state) {}

    private final Settings settings;
    private final EvidencePost post;
    private final Clock clock;
    private Sent last = NEVER;

    /** A place that this post brings messages to. */
    public MailPlace(Settings settings, EvidencePost post, Clock clock) {
        this.settings = settings;
        this.post = post;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "mail to " + settings.recipient();
    }

    @Override
    public Optional<EvidenceShelf> evidence(UUID journal) {
        return Optional.empty();
    }

    /** Sent by ourselves, not through any door: nobody outside can make a message that looks so. */
    @Override
    public boolean wasSent(Delivery delivery) {
        return delivery.session().source().equals(LOCAL)
                && delivery.envelope().from().equalsIgnoreCase(settings.sender())
                && delivery.envelope().to().size() == 1
                && delivery.envelope().to().getFirst().equalsIgnoreCase(settings.recipient());
    }

    @Override
    public Outcome publish(Evidence evidence) {
        Sent before = sent();
        Instant now = clock.instant();
        long size = evidence.newest().size();
        if (size <= before.size) {
            return new Published(before.size);
        }
        Duration left = Duration.between(now, before.at.plus(settings.every()));
        if (left.isPositive()) {
            return new Later(before.size, left);
        }
        post.send(settings.recipient(), message(evidence, before.size, now));
        last = new Sent(size, now);
        remember(last);
        return new Published(size);
    }

    @Override
    public void close() {
        // The post belongs to somebody else.
    }

    private record Sent(long size, Instant at) {}

    /** What this process sent, or one before it. A file that cannot be written must not make us send again and again. */
    private Sent sent() {
        return last.size > 0 ? last : remembered();
    }

    private Sent remembered() {
        try {
            if (Files.exists(settings.state())) {
                String[] words = Files.readString(settings.state()).strip().split(" ", 2);
                return new Sent(Long.parseLong(words[0]), Instant.parse(words[1]));
            }
        } catch (IOException | RuntimeException e) {
            // Sending too much does no harm.
            org.slf4j.LoggerFactory.getLogger(MailPlace.class).warn("all evidence is mailed again: {}", e.toString());
        }
        return NEVER;
    }

    private void remember(Sent sent) {
        Path temporary = settings.state().resolveSibling(settings.state().getFileName() + ".tmp");
        try {
            Files.createDirectories(settings.state().resolveSibling(".").normalize());
            Files.writeString(temporary, sent.size + " " + sent.at + "\n");
            Files.move(
                    temporary, settings.state(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw ArchiveException.temporary("what was mailed cannot be remembered: " + e.getMessage(), e);
        }
    }

    private byte[] message(Evidence evidence, long from, Instant now) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String origin = evidence.newest().checkpoint().origin();
        String journal = evidence.journal().toString();
        lines(
                out,
                "From: <" + settings.sender() + ">",
                "To: <" + settings.recipient() + ">",
                "Subject: Checkpoint " + evidence.newest().size() + " of " + printable(origin),
                "Date: "
                        + DateTimeFormatter.RFC_1123_DATE_TIME
                                .withLocale(Locale.ROOT)
                                .format(now.atOffset(ZoneOffset.UTC)),
                "Message-ID: <" + journal + "." + evidence.newest().size() + "." + now.toEpochMilli() + "@"
                        + settings.sender().substring(settings.sender().lastIndexOf('@') + 1) + ">",
                "Auto-Submitted: auto-generated", // RFC 3834 section 5
                "MIME-Version: 1.0",
                "Content-Type: multipart/mixed; boundary=\"" + BOUNDARY + "\"",
                "");
        part(out, "text/plain; charset=utf-8", Optional.empty(), explanation());
        part(out, "text/plain; charset=utf-8", Optional.of(journal + "/keys"), keys(evidence));
        part(
                out,
                "text/plain; charset=utf-8",
                Optional.of(journal + "/" + EvidenceShelf.path(evidence.newest().size())),
                evidence.newest().bytes());
        part(
                out,
                "text/plain; charset=utf-8",
                Optional.of(journal + "/checkpoint/newest"),
                evidence.newest().bytes());
        long to = evidence.newest().size();
        for (long index = from / Tile.FULL; index * Tile.FULL < to; index++) {
            Tile tile = new Tile(0, index, (int) Math.min(Tile.FULL, to - index * Tile.FULL));
            byte[] leaves = evidence.tree()
                    .tile(tile)
                    .orElseThrow(() -> new IllegalStateException("a checkpoint beyond the tree"));
            part(out, "application/octet-stream", Optional.of(journal + "/" + tile.path()), leaves);
        }
        lines(out, "--" + BOUNDARY + "--");
        return out.toByteArray();
    }

    private static byte[] explanation() {
        return """
                Keep this message. Together with the others of its kind it shows whether the mail archive was changed
                after it was sent: "tradepost archive witness unpack", then "archive verify --against".

                请保留此邮件。它与同类邮件一起，可证明邮件归档在其发出之后是否被改动：
                先用 tradepost archive witness unpack 解出，再用 archive verify --against 比对。
                """.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] keys(Evidence evidence) {
        StringBuilder text = new StringBuilder();
        evidence.keys().forEach(key -> text.append(key.text()).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void part(ByteArrayOutputStream out, String type, Optional<String> location, byte[] bytes) {
        lines(out, "--" + BOUNDARY, "Content-Type: " + type, "Content-Transfer-Encoding: base64");
        location.ifPresent(name -> lines(out, "Content-Location: " + name, "Content-Disposition: attachment"));
        lines(out, "");
        out.writeBytes(Base64.getMimeEncoder(LINE, new byte[] {'\r', '\n'}).encode(bytes));
        lines(out, "");
    }

    private static String printable(String text) {
        return text.codePoints().allMatch(c -> c > 0x20 && c < 0x7f) ? text : "the archive";
    }

    private static void lines(ByteArrayOutputStream out, String... lines) {
        for (String line : lines) {
            out.writeBytes((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
    }
}
