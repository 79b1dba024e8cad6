package io.tradepost.archive;

import io.tradepost.archive.catalog.Catalog;
import io.tradepost.archive.derive.Derivations;
import io.tradepost.archive.export.ExportJobs;
import io.tradepost.archive.export.Exports;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.JournalFiles;
import io.tradepost.archive.keys.KeySeal;
import io.tradepost.archive.payload.Payloads;
import io.tradepost.archive.proof.InclusionProof;
import io.tradepost.archive.proof.ProofDesk;
import io.tradepost.archive.restore.Restores;
import io.tradepost.archive.search.FullText;
import io.tradepost.archive.transfer.ImapAccount;
import io.tradepost.archive.transfer.MailImport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The archive: takes deliveries in, and answers questions about them, never without a record of who asked (law L7).
 *
 * <p>Safe for any number of threads; one process at a time, which a lock in the folder ensures. Every method that fails
 * for a reason that may pass throws a temporary {@link ArchiveException}.
 */
public final class Archive implements AutoCloseable {
    private final ArchiveSettings settings;
    private final FolderLock lock;
    private final Vault vault;
    private final Journal journal;
    private final KeyDesk keys;
    private final AttachmentDesk attachments;
    private final FullText index;
    private final Catalog catalog;
    private final CaptureDesk desk;
    private final RecentRecords recent;
    private final ReadingRoom room;
    private final SharedContent shared;
    private final ProofDesk proofs;
    private final Exports exports;
    private final ExportJobs exportJobs;
    private final LawDesks law;
    private final ReadersDesk readers;
    private final Restores restores;
    private final Followers followers;
    private final HealthDesk health;

    private Archive(ArchiveSettings settings, JournalFiles files, FolderLock lock) {
        this.settings = settings;
        this.lock = lock;
        this.vault = Vault.open(settings, files);
        this.journal = vault.journal();
        this.keys = new KeyDesk(journal, vault.keys(), settings.clock());
        this.attachments = new AttachmentDesk(settings.folder(), settings.extraction(), journal);
        Derivations derivations = attachments.derivations();
        ZoneId zone = settings.clock().getZone();
        StandingHolds holds = new StandingHolds();
        this.index = new FullText(
                settings.index().open(settings.folder().resolve("index"), journal, zone),
                journal,
                derivations,
                LawEvents::of,
                holds,
                zone);
        this.catalog = new Catalog(settings.catalog(), journal, derivations);
        this.desk = new CaptureDesk(journal, vault.contents());
        this.recent = new RecentRecords(index.visible());
        this.room = new ReadingRoom(journal, index, catalog, attachments, recent);
        this.shared = new SharedContent(journal, room);
        this.followers = new Followers(journal, index, catalog, room, recent);
        this.law = new LawDesks(
                this,
                settings,
                journal,
                room,
                new LawDesks.Parts(
                        derivations,
                        catalog,
                        new ContentEnd(
                                journal, vault.contents().shredder(), attachments, recent, settings.beforeShred()),
                        followers::catalogNext));
        holds.open(law.holds());
        this.readers = new ReadersDesk(room, law.access(), this::audit, settings.clock());
        followers.start();
        law.mend();
        this.proofs = new ProofDesk(
                journal,
                settings.folder().resolve("proof"),
                settings.proof(),
                new KeySeal(vault.keys()),
                settings.clock());
        ExportWindow window = new ExportWindow(journal, room, proofs, law.access(), settings.clock());
        this.exports = new Exports(window);
        this.exportJobs = new ExportJobs(exports, settings.folder().resolve("exports"));
        this.restores = new Restores(window);
        this.health = new HealthDesk(
                journal, index, catalog, followers, attachments, vault.shelf(), proofs, settings.minFreeBytes());
        attachments.start(index.rewrites(), id -> room.delivery(id, Reader.Scope.ALL));
    }

    /** Opens the archive, or begins a new one; what a crash left is mended and said in {@link #health}. */
    public static Archive open(ArchiveSettings settings) {
        return open(settings, new io.tradepost.archive.journal.DiskFiles());
    }

    /** The same over another file layer. */
    static Archive open(ArchiveSettings settings, JournalFiles files) {
        FolderLock lock = FolderLock.take(settings.folder());
        try {
            return new Archive(settings, files, lock);
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    /** Archives a delivery. When this returns it is durable; the same key again gives the same receipt. */
    public Receipt capture(Delivery delivery) {
        Receipt receipt = desk.capture(delivery);
        shared.remember(delivery.content(), receipt.sequence());
        if (!receipt.repeated()) {
            law.passed(receipt.sequence());
            recent.delivered(
                    receipt.id(), receipt.sequence(), HeaderPeek.messageId(delivery.content()), index.visible());
        }
        return receipt;
    }

    /** Decides on the links of a message, in place of what was decided before. When this returns it is durable. */
    public void link(LinkEvent event) {
        long sequence = journal.append(Payloads.link(event)).sequence();
        recent.linked(event.message(), sequence, index.visible());
    }

    /** Records something that was done. When this returns it is durable; the record's sequence. */
    public long audit(AuditEvent event) {
        return journal.append(Payloads.audit(event)).sequence();
    }

    /**
     * One page of messages that match, newest first. {@link QueryException} when the query can't be understood. The search
     * is recorded before it is answered.
     */
    public SearchPage search(SearchRequest request, Reader reader) {
        return readers.search(request, reader);
    }

    /** A message, with its newest links; empty if there is none that this reader may see. Recorded first. */
    public Optional<ArchivedMessage> find(MessageId id, Reader reader) {
        return readers.find(id, reader);
    }

    /** The bytes as they were received; empty if there is no such message that this reader may see. Recorded first. */
    public Optional<Content> raw(MessageId id, Reader reader) {
        return readers.raw(id, reader);
    }

    /** The conversation that a message belongs to; empty if there is no such message that this reader may see. */
    public Optional<MessageThread> thread(MessageId id, Reader reader) {
        return readers.thread(id, reader);
    }

    /** That a message stands in the journal; empty if there is none that this reader may see. Recorded first. */
    public Optional<InclusionProof> prove(MessageId id, Reader reader) {
        return readers.prove(id, reader).map(proofs::prove);
    }

    /** All decisions on the links of a message, oldest first. Recorded first. */
    public List<LinkEvent> history(MessageId id, Reader reader) {
        return readers.history(id, reader);
    }

    /**
     * Links that are sure, of earlier messages with this Message-ID header, brackets included. For the matcher: shows no
     * content and so is not recorded. Knows what was archived and linked a moment ago.
     */
    public List<Link> linksByMessageIdHeader(String messageIdHeader) {
        return room.linksByMessageIdHeader(messageIdHeader);
    }

    /**
     * Messages on whose links nothing was ever decided, oldest first: they came while the trade database was away, or were
     * imported. For the matcher: the content is shown to nobody and so the look is not recorded.
     */
    public List<Undecided> undecided(int limit) {
        return room.undecided(limit);
    }

    /** Checks everything, from the start; see {@link #verify(VerifyRequest, Consumer)}. */
    public VerifyReport verify(Consumer<Progress> progress) {
        return verify(VerifyRequest.whole(), progress);
    }

    /**
     * Reads and hashes every record, compares the tree over them with every signed head and the leaves with second places, and
     * the catalog with the journal. Mail may flow meanwhile; what comes after the start is not looked at.
     */
    public VerifyReport verify(VerifyRequest request, Consumer<Progress> progress) {
        return new FullCheck(journal, catalog, proofs).run(request, progress);
    }

    /**
     * Empties catalog and index and fills them again from the journal alone; returns when that is done. Until then searches
     * fail as temporary, since half an answer looks like a whole one. Mail flows on.
     */
    public synchronized void rebuild(Consumer<Progress> progress) {
        followers.rebuild(progress);
    }

    /** Messages that are nearly the same as one. */
    public SimilarDesk similar() {
        return new SimilarDesk(
                journal, index, room, law.access(), attachments.derivations(), settings.clock(), this::audit);
    }

    /** The text of attachments. */
    public AttachmentDesk attachments() {
        return attachments;
    }

    /** Whether a delivery with this key is archived. */
    public boolean knows(String key) {
        return desk.knows(key);
    }

    /** Archives the mail of an account elsewhere; goes on where it ended the last time. */
    public ImportReport importFrom(ImapAccount account, ImportSettings importing, Consumer<Progress> progress) {
        return new MailImport(this, importing, settings.clock())
                .run(account, settings.folder().resolve("import"), progress);
    }

    /** Archives the mail in a file (message, mbox or Outlook data) or, with all below it, a folder (Maildir too). */
    public ImportReport importFrom(Path source, ImportSettings importing, Consumer<Progress> progress) {
        return new MailImport(this, importing, settings.clock()).run(source, progress);
    }

    /** Content for whoever keeps the same bytes for another purpose. */
    public SharedContent shared() {
        return shared;
    }

    /** Tree, checkpoints and proofs. */
    public ProofDesk proofs() {
        return proofs;
    }

    /** Exports that are made in the background. */
    public ExportJobs exportJobs() {
        return exportJobs;
    }

    /** Archived mail back into mailboxes. */
    public Restores restores() {
        return restores;
    }

    /** Bundles of evidence to take away, and cases that they can be made of. */
    public Exports exports() {
        return exports;
    }

    /** How long mail is kept, what is held, and what takes two people. */
    public LawDesks law() {
        return law;
    }

    /** How the archive is, now. */
    public ArchiveHealth health() {
        return health.get();
    }

    /** The keys of content. */
    public KeyDesk keys() {
        return keys;
    }

    /** Waits until everything that is archived now can be searched; a temporary failure if that takes longer. */
    public void awaitFollowers(Duration timeout) {
        followers.await(timeout);
    }

    @Override
    public synchronized void close() {
        // The lock goes last: nobody may open the folder while anything of it is still in use.
        try (lock;
                vault;
                catalog;
                index;
                law) {
            exportJobs.close();
            proofs.close();
            attachments.close();
            followers.close();
        }
    }
}
