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
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Set<String> tried = ConcurrentHashMap.newKeySet();
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
        ended();
        failed.sort(Comparator.comparing(ImportReport.Item::source));
        notFullyParsed.sort(Comparator.comparing(ImportReport.Item::source));
        return new ImportReport(found.get(), archived.get(), repeated.get(), failed, notFullyParsed);
    }

    /**
     * Fetches all there is and had not been fetched before. A message that can't be fetched is reported and the rest goes on.
     *
     * @param folder where it is kept how far the account has been fetched
     */
    public ImportReport run(ImapAccount account, Path folder, Consumer<Progress> progress) {
        try {
            ImapFetch fetch = new ImapFetch(account, ImapProgress.of(folder, account), folder);
            long fresh = fetch.run(
                    new ImapFetch.Receiver() {
                        @Override
                        public void message(MailSource one) {
                            take(one);
                            ended();
                        }

                        @Override
                        public void failed(String name, String reason) {
                            note(failed, name, "", reason);
                        }
                    },
                    settings.dryRun(),
                    progress);
            return settings.dryRun()
                    ? new ImportReport(fresh, fresh, 0, failed, List.of())
                    : new ImportReport(found.get(), archived.get(), repeated.get(), failed, notFullyParsed);
        } catch (IOException e) {
            throw ArchiveException.temporary("the state of the import can't be kept: " + e.getMessage(), e);
        }
    }

    private void ended() {
        RuntimeException ended = failure.get();
        if (ended != null) {
            throw ended;
        }
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
            if (settings.dryRun()) {
                // Within one run the second of two equal messages would be known, too.
                boolean known = archive.knows(delivery.key()) || !tried.add(delivery.key());
                (known ? repeated : archived).incrementAndGet();
                partly(source, parsed, "");
                return;
            }
            Receipt receipt = archive.capture(delivery);
            (receipt.repeated() ? repeated : archived).incrementAndGet();
            partly(source, parsed, receipt.id().value());
        } catch (IOException e) {
            note(failed, source.name(), "", "cannot be read: " + e.getMessage());
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    private void partly(MailSource source, ParsedMessage parsed, String id) {
        if (!parsed.defects().isEmpty()) {
            note(notFullyParsed, source.name(), id, String.join("; ", parsed.defects()));
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
        Map<String, String> told = new TreeMap<>(source.facts());
        told.put("import.at", now.toString());
        told.put("import.file", source.name());
        told.put("import.kind", source.kind());
        told.put("import.operator", settings.operator());
        SessionFacts facts = new SessionFacts("", "", "", "", "", "import", told);
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
