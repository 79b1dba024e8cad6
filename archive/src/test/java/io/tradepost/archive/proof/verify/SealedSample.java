package io.tradepost.archive.proof.verify;

import io.tradepost.archive.AuditEvent;
import io.tradepost.archive.Content;
import io.tradepost.archive.Delivery;
import io.tradepost.archive.Direction;
import io.tradepost.archive.Envelope;
import io.tradepost.archive.FolderTree;
import io.tradepost.archive.Link;
import io.tradepost.archive.LinkEvent;
import io.tradepost.archive.LinkStatus;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.SessionFacts;
import io.tradepost.archive.VerifyReport;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.JournalSettings;
import io.tradepost.archive.journal.NewRecord;
import io.tradepost.archive.keys.Seals;
import io.tradepost.archive.payload.Payloads;
import io.tradepost.archive.proof.ProofDesk;
import io.tradepost.archive.proof.ProofSettings;
import io.tradepost.archive.proof.place.EvidenceShelf;
import io.tradepost.archive.proof.place.FolderShelf;
import io.tradepost.archive.proof.place.ShelfPlace;
import io.tradepost.archive.proof.stamp.StampCheck;
import io.tradepost.archive.proof.tree.TiledTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** A journal of a few segments with checkpoints and a second place, in a folder; and its check by us and by the stranger. */
final class SealedSample {
    static final int SEGMENT_BYTES = 16 << 10;
    static final String VAULT = "vault";

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);
    private static final String ID_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final Path folder;

    SealedSample(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    Path journal() {
        return folder.resolve("archive").resolve("journal");
    }

    Path proof() {
        return folder.resolve("archive").resolve("proof");
    }

    Path keys() {
        return folder.resolve("keys");
    }

    Path vault() {
        return folder.resolve(VAULT);
    }

    static ProofSettings settings() {
        return ProofSettings.usual("mail.example/archive").withEvery(Duration.ofDays(1));
    }

    /** Writes so many records more, with a checkpoint now and then, and one at the end that the second place has. */
    void write(int records, long seed) throws IOException {
        Files.createDirectories(vault());
        write(records, seed, settings().withPlaces(List.of(ShelfPlace.folder(VAULT, vault()))));
    }

    /** The same with other settings. */
    void write(int records, long seed, ProofSettings settings) {
        Random random = new Random(seed);
        try (Journal open = open();
                ProofDesk desk = new ProofDesk(open, proof(), settings, Seals.in(keys(), open), CLOCK)) {
            for (int i = 0; i < records; i++) {
                open.append(record(random));
                if (random.nextInt(9) == 0) {
                    desk.checkpoint();
                }
            }
            desk.checkpoint();
            desk.publishNow();
        }
    }

    Journal open() {
        return Journal.open(JournalSettings.of(journal(), SEGMENT_BYTES, CLOCK));
    }

    /** Our verdict. */
    VerifyReport ours() throws IOException {
        try (Journal open = open()) {
            return new Verification(
                            open,
                            folder.resolve("scratch"),
                            EvidenceShelf.own(proof()),
                            TiledTree.open(proof()),
                            List.of(EvidenceShelf.secondPlace(new FolderShelf(VAULT, vault(), true), open.id())),
                            StampCheck.ofAnybody())
                    .run(progress -> {}, false);
        }
    }

    /** The stranger's verdict: exit code, then what was printed. */
    Stranger theirs(String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "/usr/bin/python3",
                "-B",
                "src/main/resources/io/tradepost/archive/proof/verifier",
                "journal",
                journal().toString(),
                "--own",
                proof().toString(),
                "--place",
                vault().resolve(id().toString()).toString()));
        command.addAll(List.of(more));
        return Stranger.run(command);
    }

    UUID id() throws IOException {
        try (var all = Files.list(vault())) {
            return UUID.fromString(String.valueOf(all.findFirst().orElseThrow().getFileName()));
        }
    }

    /** A copy in another folder. */
    SealedSample copy(Path to) throws IOException {
        FolderTree.copy(folder, to);
        return new SealedSample(to);
    }

    static void delete(Path tree) throws IOException {
        FolderTree.delete(tree);
    }

    private static NewRecord record(Random random) {
        return switch (random.nextInt(4)) {
            case 0 ->
                Payloads.audit(new AuditEvent(
                        CLOCK.instant(), word(random), "officer", "test", "view", word(random), "done", Map.of()));
            case 1 ->
                Payloads.link(new LinkEvent(
                        new MessageId(ulid(random)),
                        CLOCK.instant(),
                        "matcher",
                        word(random),
                        List.of(new Link("order", word(random), "C1", LinkStatus.LINKED, 0.99, List.of()))));
            default -> {
                byte[] content = new byte[100 + random.nextInt(1500)];
                random.nextBytes(content);
                yield Payloads.delivery(
                        new MessageId(ulid(random)),
                        new Delivery(
                                word(random),
                                CLOCK.instant(),
                                Direction.INBOUND,
                                new Envelope(word(random) + "@x.example", List.of(word(random) + "@ours.example")),
                                new SessionFacts("192.0.2.1", "mx", "", "", "q", "smtp", Map.of()),
                                List.of("b@ours.example"),
                                Content.of(content)));
            }
        };
    }

    private static String word(Random random) {
        return Long.toString(random.nextLong(Long.MAX_VALUE), 36);
    }

    private static String ulid(Random random) {
        StringBuilder id = new StringBuilder("01");
        while (id.length() < 26) {
            id.append(ID_ALPHABET.charAt(random.nextInt(32)));
        }
        return id.toString();
    }

    /**
     * What the stranger said.
     *
     * @param exit   0 intact, 1 not, 2 could not check
     * @param output everything it printed
     */
    record Stranger(int exit, String output) {
        static Stranger run(List<String> command) throws IOException, InterruptedException {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Stranger(process.waitFor(), output);
        }

        /** The first bad record that it named; -1 if it named none. */
        long firstBad() {
            String first = output.lines().findFirst().orElse("");
            return first.startsWith("first bad record ")
                    ? Long.parseLong(first.substring("first bad record ".length(), first.indexOf(',')))
                    : -1;
        }
    }
}
