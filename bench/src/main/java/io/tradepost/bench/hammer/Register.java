package io.tradepost.bench.hammer;

import io.tradepost.bench.load.LoadMail;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What was sent and what was answered, of all clients together, over all lives of the server. Safe for many threads.
 *
 * <p>Every message has a token; its copies share it. The token of a message that the server shows follows from the hash of
 * its bytes, so that a message under a wrong UID, or with wrong bytes, is seen wherever it is read.
 */
final class Register {
    private final Problems problems;
    private final Map<Folder, FolderBook> folders = new EnumMap<>(Folder.class);
    private final Map<String, String> tokenByHash = new HashMap<>();
    private final Set<Placing> underway = new HashSet<>();

    Register(Problems problems) {
        this.problems = problems;
        for (Folder folder : Folder.values()) {
            folders.put(folder, new FolderBook(folder, problems));
        }
    }

    /** The book of a folder, for whoever holds this register's lock or is alone. */
    FolderBook book(Folder folder) {
        FolderBook book = folders.get(folder);
        if (book == null) {
            throw new IllegalStateException("every folder has a book: " + folder);
        }
        return book;
    }

    /** An APPEND is about to be sent. */
    synchronized Placing append(Folder target, LoadMail mail) {
        tokenByHash.put(mail.sha256(), mail.token());
        return underway(new Placing(
                Placing.Kind.APPEND,
                target,
                mail.token(),
                List.of(),
                book(target).highestUid(),
                System.nanoTime()));
    }

    /** A COPY or MOVE is about to be sent. */
    synchronized Placing transfer(Placing.Kind kind, List<Spot> sources, Folder target) {
        return underway(new Placing(kind, target, "", sources, book(target).highestUid(), System.nanoTime()));
    }

    private Placing underway(Placing placing) {
        underway.add(placing);
        return placing;
    }

    /** It was answered NO or BAD, or with OK for nothing. */
    synchronized void nothingPlaced(Placing placing) {
        underway.remove(placing);
    }

    /** An APPEND was answered with OK. */
    synchronized void appended(Placing placing, Answer.Appended answer) {
        underway.remove(placing);
        book(placing.target()).validity(answer.validity());
        book(placing.target()).promised(placing, answer.uid(), placing.token());
    }

    /** A COPY or MOVE was answered with OK. */
    synchronized void transferred(Placing placing, Answer.Copied answer) {
        underway.remove(placing);
        FolderBook target = book(placing.target());
        target.validity(answer.validity());
        List<Long> from = answer.sources();
        List<Long> to = answer.targets();
        if (from.size() != to.size() || Set.copyOf(from).size() != from.size()) {
            problems.add("COPYUID of a " + placing.kind() + " names " + from.size() + " messages as " + to.size() + ": "
                    + from + " " + to);
            // What went where can't be told now; it may be seen, and is then no surprise.
            underway.add(placing);
            return;
        }
        Map<Long, Spot> asked = new HashMap<>();
        placing.sources().forEach(spot -> asked.put(spot.uid(), spot));
        for (int i = 0; i < from.size(); i++) {
            Spot source = asked.get(from.get(i));
            if (source == null) {
                problems.add("COPYUID of a " + placing.kind() + " names " + from.get(i) + ", which nobody asked for");
                continue;
            }
            target.promised(placing, to.get(i), source.token()).inherit(source);
            if (placing.kind() == Placing.Kind.MOVE) {
                source.movedAway();
                book(source.folder()).reconsider(source);
            }
        }
    }

    /** A message was read whole; empty when nobody ever appended these bytes. */
    synchronized Optional<Spot> seen(Folder folder, long uid, String sha256) {
        Optional<String> token = Optional.ofNullable(tokenByHash.get(sha256));
        if (token.isEmpty()) {
            problems.add(folder.path() + "/" + uid + " has bytes that nobody appended");
        }
        return token.map(known -> book(folder).at(uid, known));
    }

    synchronized void deletedSent(List<Spot> spots) {
        spots.forEach(Spot::deletedSent);
    }

    /** An expunge is about to be sent; those that it has to take away. */
    synchronized List<Spot> expungeSent(List<Spot> spots) {
        spots.forEach(Spot::expungeSent);
        spots.forEach(spot -> book(spot.folder()).reconsider(spot));
        return spots.stream().filter(Spot::mustExpunge).toList();
    }

    synchronized void expunged(List<Spot> taken) {
        taken.forEach(Spot::expungeAnswered);
    }

    synchronized void replaceSent(List<Spot> spots) {
        spots.forEach(Spot::replaceSent);
    }

    synchronized void keywordSent(List<Spot> spots, int client) {
        spots.forEach(spot -> spot.keyword(client, Spot.Keyword.OPEN));
    }

    /** The answer to a STORE showed these flags. */
    synchronized void flagsAnswered(Spot spot, Set<String> flags, int client, boolean keywordAsked) {
        if (flags.contains("\\Deleted")) {
            spot.deletedAnswered();
        }
        if (keywordAsked) {
            spot.keyword(client, flags.contains(Client.keyword(client)) ? Spot.Keyword.ON : Spot.Keyword.OFF);
        }
    }

    synchronized void modSeqSeen(Folder folder, long modSeq) {
        book(folder).modSeqSeen(modSeq);
    }

    synchronized void validitySeen(Folder folder, long validity) {
        book(folder).validity(validity);
    }

    synchronized long highestUid(Folder folder) {
        return book(folder).highestUid();
    }

    synchronized long highestModSeq(Folder folder) {
        return book(folder).highestModSeq();
    }

    synchronized long lastArrival(Folder folder) {
        return book(folder).lastArrival();
    }

    synchronized int worthNaming(Folder folder) {
        return book(folder).worthNaming();
    }

    synchronized List<Spot> pick(Folder folder, SplittableRandom random, int most) {
        return book(folder).pick(random, most);
    }

    /** What was sent and never answered since this was asked last; nobody may be at work. */
    synchronized List<Placing> unanswered() {
        List<Placing> all = new ArrayList<>(underway);
        underway.clear();
        return all;
    }
}
