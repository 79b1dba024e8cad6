package io.tradepost.bench.hammer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Every UID that a folder ever gave out, as far as anybody knows. Guarded by the register. */
final class FolderBook {
    private final Folder folder;
    private final Problems problems;
    private final TreeMap<Long, Spot> spots = new TreeMap<>();
    private final List<Spot> worthNaming = new ArrayList<>();
    private OptionalLong validity = OptionalLong.empty();
    private long highestModSeq;
    private long lastArrival = Long.MIN_VALUE;

    FolderBook(Folder folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    Optional<Spot> spot(long uid) {
        return Optional.ofNullable(spots.get(uid));
    }

    Collection<Spot> spots() {
        return spots.values();
    }

    long highestUid() {
        return spots.isEmpty() ? 0 : spots.lastKey();
    }

    /** The spot of a message that was seen or promised here; a problem if another message had this UID before. */
    Spot at(long uid, String token) {
        Spot spot = spots.get(uid);
        if (spot == null) {
            spot = new Spot(folder, uid, token);
            spots.put(uid, spot);
            spot.setPlace(worthNaming.size());
            worthNaming.add(spot);
        } else if (!spot.token().equals(token)) {
            problems.add("UID twice: " + spot + " is now " + token);
        }
        return spot;
    }

    /** A message that an answer says is here now, under a UID that was never used. */
    Spot promised(Placing placing, long uid, String token) {
        if (uid <= placing.floor()) {
            problems.add("UID too low: " + placing.kind() + " gave " + folder.path() + "/" + uid + " after "
                    + placing.floor() + " had been given");
        }
        Spot spot = at(uid, token);
        if (spot.promised()) {
            problems.add("UID twice: " + spot + " is given to " + placing.kind() + " once more");
        }
        spot.promise();
        lastArrival = Math.max(lastArrival, placing.sentNano());
        return spot;
    }

    /** When the latest command was sent of which an answer says that it put something here. */
    long lastArrival() {
        return lastArrival;
    }

    void validity(long seen) {
        if (validity.isEmpty()) {
            validity = OptionalLong.of(seen);
        } else if (validity.getAsLong() != seen) {
            problems.add(
                    "UIDVALIDITY of " + folder.path() + " is " + seen + " and was " + validity.getAsLong() + " before");
        }
    }

    void modSeqSeen(long seen) {
        highestModSeq = Math.max(highestModSeq, seen);
    }

    long highestModSeq() {
        return highestModSeq;
    }

    int worthNaming() {
        return worthNaming.size();
    }

    /** Some that are probably there, each once. */
    List<Spot> pick(SplittableRandom random, int most) {
        Set<Spot> picked = new HashSet<>();
        List<Spot> inOrder = new ArrayList<>();
        for (int i = 0; i < most && !worthNaming.isEmpty(); i++) {
            Spot spot = worthNaming.get(random.nextInt(worthNaming.size()));
            if (picked.add(spot)) {
                inOrder.add(spot);
            }
        }
        return inOrder;
    }

    /** To be called when it may not be worth naming any more. */
    void reconsider(Spot spot) {
        if (spot.place() < 0 || spot.worthNaming()) {
            return;
        }
        Spot last = worthNaming.removeLast();
        if (last != spot) {
            worthNaming.set(spot.place(), last);
            last.setPlace(spot.place());
        }
        spot.setPlace(-1);
    }
}
