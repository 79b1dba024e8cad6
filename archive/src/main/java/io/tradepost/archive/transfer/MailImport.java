package io.tradepost.archive.transfer;

import io.tradepost.archive.Archive;
import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Content;
import io.tradepost.archive.Delivery;
import io.tradepost.archive.Direction;
import io.tradepost.archive.Envelope;
import io.tradepost.archive.ImportReport;
import io.tradepost.archive.ImportSettings;
import io.tradepost.archive.Progress;
import io.tradepost.archive.Receipt;
import io.tradepost.archive.SessionFacts;
import io.tradepost.archive.journal.Digests;
import io.tradepost.archive.mime.MailAddress;
import io.tradepost.archive.mime.MessageParser;
import io.tradepost.archive.mime.ParsedMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Brings mail in from files. What the session would have told is not known, so the envelope is taken from the headers and
 * the record says that it is an import. A message is known again by its bytes: importing it twice archives it once.
 */
public final class MailImport {
    private static final int MOST_LISTED = 10_000;

    /** Bytes of messages that are on their way at once. */
    private static final int MOST_KIB = 64 << 10;

    private static final int THREADS = Math.clamp(Runtime.getRuntime().availableProcessors() * 2L, 2, 16);

    private final Archive archive;
    private final ImportSettings settings;
    private final Clock clock;
    private final Semaphore room = new Semaphore(MOST_KIB);
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final List<ImportReport.Item> failed = Collections.synchronizedList(new ArrayList<>());
    private final List<ImportReport.Item> notFullyParsed = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong found = new AtomicLong();
    private final AtomicLong archived = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();

    public MailImport(Archive archive, ImportSettings settings, Clock clock) {
        this.archive = archive;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Imports all there is, several messages at a time. A failure of one file is reported and the rest goes on; a failure of
     * the archive ends it.
     */
    public ImportReport run(Path source, Consumer<Progress> progress) {
        List<Path> files;
        try {
            files = MailFolder.files(source);
        } catch (IOException e) {
            throw ArchiveException.permanent("cannot read " + source + ": " + e.getMessage(), e);
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            read(files, threads, progress);
        }
        RuntimeException ended = failure.get();
        if (ended != null) {
            throw ended;
        }
        failed.sort(Comparator.comparing(ImportReport.Item::source));
        notFullyParsed.sort(Comparator.comparing(ImportReport.Item::source));
        return new ImportReport(found.get(), archived.get(), repeated.get(), failed, notFullyParsed);
    }

    private void read(List<Path> files, ExecutorService threads, Consumer<Progress> progress) {
        MailFolder folder = new MailFolder(new MboxFile.Receiver() {
            @Override
            public void message(MailSource one) {
                int cost = (int) Math.clamp(one.content().size() >> 10, 1, MOST_KIB);
                room.acquireUninterruptibly(cost);
                threads.execute(() -> {
                    try {
                        take(one);
                    } finally {
                        room.release(cost);
                    }
                });
            }

            @Override
            public void failed(String name, String reason) {
                note(failed, name, "", reason);
            }
        });
        long done = 0;
        for (Path file : files) {
            if (failure.get() != null) {
                return;
            }
            try {
                folder.read(file);
            } catch (IOException | UncheckedIOException e) {
                note(failed, file.toString(), "", "cannot be read: " + e.getMessage());
            }
            progress.accept(new Progress("import", ++done, files.size()));
        }
    }

    private void take(MailSource source) {
        if (failure.get() != null) {
            return;
        }
        try {
            ParsedMessage parsed = MessageParser.parse(source.content());
            Delivery delivery = delivery(source, parsed);
            found.incrementAndGet();
            Receipt receipt = archive.capture(delivery);
            (receipt.repeated() ? repeated : archived).incrementAndGet();
            if (!parsed.defects().isEmpty()) {
                note(notFullyParsed, source.name(), receipt.id().value(), String.join("; ", parsed.defects()));
            }
        } catch (IOException e) {
            note(failed, source.name(), "", "cannot be read: " + e.getMessage());
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    private Delivery delivery(MailSource source, ParsedMessage parsed) throws IOException {
        Instant now = clock.instant();
        Instant sent = parsed.date().filter(date -> !date.isAfter(now)).orElse(now);
        List<String> to = Stream.of(parsed.to(), parsed.cc(), parsed.bcc())
                .flatMap(List::stream)
                .map(MailAddress::address)
                .filter(address -> !address.isEmpty())
                .distinct()
                .toList();
        String from = Stream.of(parsed.sender(), parsed.from())
                .flatMap(List::stream)
                .map(MailAddress::address)
                .filter(address -> !address.isEmpty())
                .findFirst()
                .orElse(source.sender());
        Set<String> accounts = new LinkedHashSet<>();
        Stream.concat(Stream.of(from), to.stream())
                .filter(this::ours)
                .map(address -> address.toLowerCase(Locale.ROOT))
                .forEach(accounts::add);
        SessionFacts facts = new SessionFacts(
                "",
                "",
                "",
                "",
                "",
                "import",
                Map.of(
                        "import.at", now.toString(),
                        "import.file", source.name(),
                        "import.kind", source.kind(),
                        "import.operator", settings.operator()));
        return new Delivery(
                "import:" + source.kind() + ":" + sha256(source.content()),
                sent,
                direction(from, to),
                new Envelope(from, to),
                facts,
                List.copyOf(accounts),
                source.content());
    }

    private Direction direction(String from, List<String> to) {
        if (!ours(from)) {
            return Direction.INBOUND;
        }
        return to.stream().allMatch(this::ours) ? Direction.INTERNAL : Direction.OUTBOUND;
    }

    private boolean ours(String address) {
        String domain = address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        return address.indexOf('@') >= 0 && settings.ownDomains().contains(domain);
    }

    private static String sha256(Content content) throws IOException {
        MessageDigest digest = Digests.sha256();
        byte[] chunk = new byte[64 << 10];
        try (InputStream in = content.open()) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                digest.update(chunk, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void note(List<ImportReport.Item> list, String source, String id, String reason) {
        if (list.size() < MOST_LISTED) {
            list.add(new ImportReport.Item(source, id, reason));
        }
    }
}
