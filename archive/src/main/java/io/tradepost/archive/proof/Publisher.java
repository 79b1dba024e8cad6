package io.tradepost.archive.proof;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.proof.note.NoteException;
import io.tradepost.archive.proof.note.SignedCheckpoint;
import io.tradepost.archive.proof.place.Evidence;
import io.tradepost.archive.proof.place.EvidenceShelf;
import io.tradepost.archive.proof.place.SecondPlace;
import io.tradepost.archive.proof.place.ShelfPlace;
import io.tradepost.archive.proof.tree.TiledTree;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings one second place up to date, and remembers how it stands with it. */
final class Publisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    /** A place that is quiet is looked at all the same, to see that it still agrees. */
    private static final Duration EVERY = Duration.ofMinutes(10);

    private final SecondPlace place;
    private final Supplier<Optional<Evidence>> evidence;
    private final Errand errand;
    private volatile String divergence = "";
    private volatile long published;
    private volatile boolean compared;

    Publisher(SecondPlace place, Supplier<Optional<Evidence>> evidence) {
        this.place = place;
        this.evidence = evidence;
        this.errand = Errand.paced(EVERY, "place-" + place.name(), this::publish);
    }

    void start() {
        errand.start();
    }

    void tell() {
        errand.tell();
    }

    SecondPlace place() {
        return place;
    }

    /** How it stands with the place now. */
    PlaceState state() {
        return new PlaceState(
                place.name(), divergence.isEmpty() ? errand.state() : divergence, published, !divergence.isEmpty());
    }

    /**
     * Why nothing may be signed, since the place has seen something else; empty if it agrees or can't be asked. It is asked
     * once; after that each publishing tells.
     */
    Optional<String> objection(UUID journal, TiledTree tree) {
        if (!compared) {
            try {
                Optional<EvidenceShelf> shelf = place.evidence(journal);
                Optional<SignedCheckpoint> seen =
                        shelf.isEmpty() ? Optional.empty() : shelf.get().newestOfAll();
                divergence = ShelfPlace.doubt(seen, tree).orElse("");
                compared = true;
            } catch (NoteException e) {
                divergence = "what it holds as newest checkpoint is none: " + e.getMessage();
            } catch (ArchiveException e) {
                // A place that is down must not stop us from signing; it is compared when it is back.
                LOG.debug("{} cannot be asked", place.name(), e);
            }
        }
        return divergence.isEmpty() ? Optional.empty() : Optional.of(place.name() + ": " + divergence);
    }

    /** Once, now; what comes of it stands in the state. */
    void publishNow() {
        errand.now();
    }

    /** How long until it is to be done again, though nobody tells. */
    private Duration publish() {
        Optional<Evidence> now = evidence.get();
        if (now.isEmpty()) {
            return EVERY;
        }
        return switch (place.publish(now.get())) {
            case SecondPlace.Published done -> {
                published = done.size();
                divergence = "";
                yield EVERY;
            }
            case SecondPlace.Later later -> {
                published = later.size();
                divergence = "";
                yield later.left().compareTo(EVERY) < 0 ? later.left() : EVERY;
            }
            case SecondPlace.Diverged diverged -> {
                if (divergence.isEmpty()) {
                    LOG.error("the second place {} does not agree with the journal: {}", place.name(), diverged.why());
                }
                divergence = diverged.why();
                yield EVERY;
            }
        };
    }

    @Override
    public void close() {
        errand.close();
        place.close();
    }
}
