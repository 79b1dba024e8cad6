package io.tradepost.archive.proof;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Progress;
import io.tradepost.archive.VerifyReport;
import io.tradepost.archive.follow.Follower;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.keys.KeySeal;
import io.tradepost.archive.proof.note.NoteException;
import io.tradepost.archive.proof.note.SignedCheckpoint;
import io.tradepost.archive.proof.note.VerifierKey;
import io.tradepost.archive.proof.place.Evidence;
import io.tradepost.archive.proof.place.EvidenceShelf;
import io.tradepost.archive.proof.place.SecondPlace;
import io.tradepost.archive.proof.stamp.StampCheck;
import io.tradepost.archive.proof.stamp.TimeStamper;
import io.tradepost.archive.proof.tree.Tile;
import io.tradepost.archive.proof.tree.TiledTree;
import io.tradepost.archive.proof.tree.TreeHash;
import io.tradepost.archive.proof.verify.Verification;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tree over the journal, its signed heads, and proofs for whoever asks. Safe for any number of threads. */
public final class ProofDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProofDesk.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Journal journal;
    private final Path folder;
    private final ProofSettings settings;
    private final EvidenceShelf own;
    private final TiledTree tree;
    private final TreeFollower target;
    private final Follower follower;
    private final SigningKeys keys;
    private final Notary notary;
    private final List<Publisher> publishers;
    private final Errand interval;
    private final Optional<StampErrand> stamps;
    private long lastNanos = System.nanoTime();
    private long lastSegment;

    /**
     * Begins to follow the journal.
     *
     * @param folder the archive's folder for proofs
     * @param seal   in which the signing key is kept
     */
    public ProofDesk(Journal journal, Path folder, ProofSettings settings, KeySeal seal, Clock clock) {
        this.journal = journal;
        this.folder = folder;
        this.settings = settings;
        this.own = EvidenceShelf.own(folder);
        this.tree = TiledTree.open(folder);
        this.target = new TreeFollower(tree, own, new News(settings.places()));
        this.follower = new Follower(journal, target, Follower.Linger.NONE);
        this.keys = new SigningKeys(folder, journal, seal, clock);
        this.publishers = settings.places().stream()
                .map(place -> new Publisher(place, this::evidence))
                .toList();
        this.notary = new Notary(journal, tree, target, own, keys, settings.origin(), clock, this::objections);
        this.stamps = settings.stamps()
                .map(TimeStamper::new)
                .map(stamper -> new StampErrand(
                        stamper, notary, own, journal, clock, () -> publishers().forEach(Publisher::tell)));
        this.interval = Errand.every(LOOK, "checkpoints", this::look);
        this.lastSegment = journal.lastSegmentStart();
        target.begin(new News(settings.places())
                .since(notary.newest().map(SignedCheckpoint::size).orElse(0L), journal));
        follower.start();
        interval.start();
        publishers.forEach(Publisher::start);
        stamps.ifPresent(StampErrand::start);
    }

    /** Which journal this is about. */
    public UUID journal() {
        return journal.id();
    }

    /** Signs the head over all records that are durable now. */
    public SignedCheckpoint checkpoint() {
        return sign("asked", PATIENCE);
    }

    /** The newest checkpoint, if there is one yet. */
    public Optional<SignedCheckpoint> newest() {
        return notary.newest();
    }

    /** Over how many records there are checkpoints, smallest first. */
    public List<Long> sizes() {
        return own.sizes();
    }

    /** The checkpoint over so many records. */
    public Optional<SignedCheckpoint> checkpoint(long size) {
        try {
            return own.checkpoint(size);
        } catch (NoteException e) {
            throw ArchiveException.permanent("the checkpoint of " + size + " records is damaged here", e);
        }
    }

    /** The RFC 3161 token of the checkpoint over so many records, DER. */
    public Optional<byte[]> token(long size) {
        return own.stamp(size);
    }

    /** That a record is in the journal; signs a new head if none covers it yet. */
    public InclusionProof prove(StoredRecord record) {
        SignedCheckpoint head = notary.newest()
                .filter(newest -> newest.size() > record.sequence())
                .orElseGet(this::checkpoint);
        notary.awaitTree(head.size(), PATIENCE);
        return new InclusionProof(
                journal.id(),
                record.sequence(),
                record.leafPart(),
                record.meta(),
                tree.inclusion(record.sequence(), head.size()),
                head,
                keys(),
                own.stamp(head.size()));
    }

    /** The hashes that lead from a record to the head over so many records, lowest first: RFC 9162 section 2.1.3.1. */
    public List<TreeHash> path(long sequence, long size) {
        notary.awaitTree(size, PATIENCE);
        return tree.inclusion(sequence, size);
    }

    /** That the journal only grew from one checkpoint to the other; empty if there is no checkpoint of such a size. */
    public Optional<ConsistencyProof> prove(long from, long to) {
        Optional<SignedCheckpoint> first = checkpoint(from);
        Optional<SignedCheckpoint> second = checkpoint(to);
        if (first.isEmpty() || second.isEmpty() || from > to || from < 1) {
            return Optional.empty();
        }
        notary.awaitTree(to, PATIENCE);
        return Optional.of(
                new ConsistencyProof(journal.id(), first.get(), second.get(), tree.consistency(from, to), keys()));
    }

    /** Checks every record against its hashes, the signed heads and the second places; mail may flow meanwhile. */
    public VerifyReport verify(Consumer<Progress> progress, boolean resume, List<EvidenceShelf> more) {
        List<EvidenceShelf> places = new ArrayList<>(more);
        settings.places().forEach(place -> place.evidence(journal.id()).ifPresent(places::add));
        return new Verification(journal, folder.resolve("verify"), own, tree, places, stampCheck())
                .run(progress, resume);
    }

    /** A tile; empty if the tree is not that large. */
    public Optional<byte[]> tile(Tile tile) {
        return tree.tile(tile);
    }

    /** The signing keys, the first one first. */
    public List<VerifierKey> keys() {
        return keys.all(settings.origin());
    }

    /** Makes a new signing key, and a checkpoint with it. */
    public VerifierKey rotateKey() {
        VerifierKey young = keys.rotate(settings.origin());
        sign("key", PATIENCE);
        return young;
    }

    /** The second places, as they were told to be. */
    public List<SecondPlace> secondPlaces() {
        return settings.places();
    }

    /** Has the newest checkpoint stamped, now; whether it has one then. */
    public boolean stampNow() {
        stamps.ifPresent(StampErrand::now);
        return newest().filter(newest -> own.stamp(newest.size()).isPresent()).isPresent();
    }

    /** Tries to bring each second place up to date, now. */
    public List<PlaceState> publishNow() {
        publishers.forEach(Publisher::publishNow);
        return places();
    }

    /** How it stands with the second places. */
    public List<PlaceState> places() {
        return publishers.stream().map(Publisher::state).toList();
    }

    /** What is wrong, for people; empty when nothing is. */
    public List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        if (!follower.state().equals("ok") && !follower.state().equals("starting")) {
            troubles.add("tree: " + follower.state());
        }
        if (!notary.refusal().isEmpty()) {
            troubles.add("no checkpoint is signed: " + notary.refusal());
        } else if (!interval.state().equals("ok")) {
            troubles.add("checkpoints: " + interval.state());
        }
        stamps.filter(errand -> !errand.state().equals("ok")).ifPresent(errand -> troubles.add(errand.state()));
        for (PlaceState place : places()) {
            if (!place.ok()) {
                troubles.add("second place " + place.name() + ": " + place.state());
            }
        }
        return troubles;
    }

    /** Whether something contradicts what was signed before: the journal here was changed, or put back. */
    public boolean contradicted() {
        return !notary.refusal().isEmpty();
    }

    /** Signs a last time, tells second places, and ends. What can't be done now is done at the next start. */
    @Override
    public void close() {
        interval.close();
        try {
            notary.awaitTree(journal.nextSequence(), PATIENCE_AT_CLOSE);
            if (news()) {
                sign("close", PATIENCE_AT_CLOSE);
            }
        } catch (ArchiveException e) {
            LOG.warn("no checkpoint at the end: {}", e.toString());
        }
        stamps.ifPresent(StampErrand::close);
        publishers.forEach(Publisher::close);
        follower.close();
    }

    private StampCheck stampCheck() {
        return settings.stamps()
                .map(stamp -> new StampCheck(stamp.policy(), stamp.roots()))
                .orElseGet(StampCheck::ofAnybody);
    }

    private synchronized void look() {
        long segment = journal.lastSegmentStart();
        boolean sealed = segment > lastSegment;
        boolean due = System.nanoTime() - lastNanos >= settings.every().toNanos();
        if ((sealed || due) && news()) {
            sign(sealed ? "seal" : "interval", PATIENCE);
            if (sealed) {
                stamps.ifPresent(StampErrand::tell);
            }
            lastSegment = segment;
        }
    }

    private SignedCheckpoint sign(String reason, Duration patience) {
        SignedCheckpoint signed = notary.sign(reason, patience);
        lastNanos = System.nanoTime();
        publishers.forEach(Publisher::tell);
        return signed;
    }

    /** Whether there is a reason to sign since the newest checkpoint, as far as the tree has followed. */
    private boolean news() {
        long signed = notary.newest().map(SignedCheckpoint::size).orElse(0L);
        return target.news() > signed;
    }

    private List<Publisher> publishers() {
        return publishers;
    }

    private Optional<Evidence> evidence() {
        return notary.newest()
                .filter(newest -> newest.size() <= tree.size())
                .map(newest -> new Evidence(journal.id(), newest, tree, keys(), own));
    }

    private Optional<String> objections(UUID id, TiledTree now) {
        return publishers.stream()
                .flatMap(publisher -> publisher.objection(id, now).stream())
                .findFirst();
    }
}
