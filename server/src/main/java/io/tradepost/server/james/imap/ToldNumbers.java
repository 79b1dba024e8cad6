package io.tradepost.server.james.imap;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * The numbers by which a session and its client call the messages of a mailbox. They change only in the moment in which the
 * client is told (RFC 9051 section 7.5.1): a new message has none before EXISTS, one that is gone keeps its number until
 * EXPUNGE.
 *
 * <p>News of changes come from many threads, and not in the order of the changes: of message 7 before message 6, of a removal
 * before the arrival. UIDs are given out without a gap and in the order in which messages become visible, so all that is at or
 * below {@link #complete} is known, and what leaves a gap above it makes the caller look into the mailbox. Safe for many threads.
 */
final class ToldNumbers {
    private long[] told;
    private int count;
    private final TreeSet<Long> arrived = new TreeSet<>();
    private final TreeSet<Long> gone = new TreeSet<>();
    /** Removed above what is complete: not to be taken up when their arrival is heard of. */
    private final TreeSet<Long> goneEarly = new TreeSet<>();

    private long complete;

    /** With the messages that the mailbox has, by rising UID; they count as told. */
    ToldNumbers(long[] uids) {
        told = uids.clone();
        count = uids.length;
        complete = count == 0 ? 0 : told[count - 1];
    }

    /**
     * News that these came.
     *
     * @return what to look for in the mailbox: all messages above this UID; empty when nothing is missing
     */
    synchronized OptionalLong arrived(Collection<Long> uids) {
        for (long uid : new TreeSet<>(uids)) {
            if (uid > complete + 1) {
                return OptionalLong.of(complete);
            }
            takeUp(uid);
        }
        return OptionalLong.empty();
    }

    /** All that the mailbox had above a UID that {@link #arrived} named, by rising UID. */
    synchronized void found(List<Long> uids) {
        uids.forEach(this::takeUp);
    }

    private void takeUp(long uid) {
        if (uid <= complete) {
            return;
        }
        complete = uid;
        if (!goneEarly.contains(uid)) {
            arrived.add(uid);
        }
        goneEarly.headSet(complete, true).clear();
    }

    /** News that these are gone. */
    synchronized void gone(Collection<Long> uids) {
        for (long uid : uids) {
            if (uid > complete) {
                goneEarly.add(uid);
            } else if (!arrived.remove(uid) && place(uid) >= 0) {
                gone.add(uid);
            }
        }
    }

    /** Gives numbers to what arrived, because the client is being told of it; the new ones. */
    synchronized List<Long> tellArrived() {
        List<Long> fresh = List.copyOf(arrived);
        arrived.clear();
        told = Arrays.copyOf(told, Math.max(told.length, grown(count + fresh.size())));
        for (long uid : fresh) {
            told[count++] = uid;
        }
        return fresh;
    }

    private int grown(int needed) {
        return needed <= told.length ? told.length : needed + (needed >> 3);
    }

    /** Those that are gone and still have a number, by rising UID. */
    synchronized List<Long> gone() {
        return List.copyOf(gone);
    }

    /** Takes a message's number away, because the client is being told of that; the number it had. */
    synchronized OptionalInt tellGone(long uid) {
        gone.remove(uid);
        int place = place(uid);
        if (place < 0) {
            return OptionalInt.empty();
        }
        System.arraycopy(told, place + 1, told, place, count - place - 1);
        count--;
        return OptionalInt.of(place + 1);
    }

    private int place(long uid) {
        return Arrays.binarySearch(told, 0, count, uid);
    }

    /** The number of a message that has one. */
    synchronized OptionalInt number(long uid) {
        int place = place(uid);
        return place < 0 ? OptionalInt.empty() : OptionalInt.of(place + 1);
    }

    /**
     * The message of a number; empty when there is none. A number that is about to be told names its message already, for a
     * client that guesses it.
     */
    synchronized OptionalLong uid(int number) {
        if (number > count) {
            return arrived.stream()
                    .skip(number - count - 1L)
                    .mapToLong(uid -> uid)
                    .findFirst();
        }
        return number < 1 ? OptionalLong.empty() : OptionalLong.of(told[number - 1]);
    }

    /** How many messages the client knows of. */
    synchronized int count() {
        return count;
    }

    /** The last of them; empty when there is none. */
    synchronized OptionalLong last() {
        return count == 0 ? OptionalLong.empty() : OptionalLong.of(told[count - 1]);
    }
}
