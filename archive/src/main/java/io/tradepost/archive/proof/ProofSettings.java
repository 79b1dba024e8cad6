package io.tradepost.archive.proof;

import io.tradepost.archive.proof.note.VerifierKey;
import io.tradepost.archive.proof.place.SecondPlace;
import io.tradepost.archive.proof.stamp.StampSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the archive proves itself.
 *
 * @param origin name of this log in its checkpoints and of its signing key: like a URL without a scheme
 * @param every  how long after a checkpoint the next one is made, if records came meanwhile
 * @param places second places; closed by the archive when it is closed
 * @param stamps who stamps the time, if anybody
 */
public record ProofSettings(String origin, Duration every, List<SecondPlace> places, Optional<StampSettings> stamps) {
    private static final Duration USUAL = Duration.ofMinutes(1);

    public ProofSettings {
        if (!VerifierKey.isName(origin)) {
            throw new IllegalArgumentException("no origin: " + origin);
        }
        if (every.isNegative() || every.isZero()) {
            throw new IllegalArgumentException("checkpoints need some time between them");
        }
        places = List.copyOf(places);
    }

    /** A checkpoint a minute, and no second place. */
    public static ProofSettings usual(String origin) {
        return new ProofSettings(origin, USUAL, List.of(), Optional.empty());
    }

    /** The same with these second places. */
    public ProofSettings withPlaces(List<SecondPlace> others) {
        return new ProofSettings(origin, every, others, stamps);
    }

    /** The same with stamps of this authority. */
    public ProofSettings withStamps(StampSettings others) {
        return new ProofSettings(origin, every, places, Optional.of(others));
    }

    /** The same with another time between checkpoints. */
    public ProofSettings withEvery(Duration other) {
        return new ProofSettings(origin, other, places, stamps);
    }
}
