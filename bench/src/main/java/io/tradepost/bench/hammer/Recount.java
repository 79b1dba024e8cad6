package io.tradepost.bench.hammer;

import io.tradepost.bench.BenchException;
import io.tradepost.bench.process.Account;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds what answers promised against what is there, with nobody at work.
 *
 * <p>What was sent and not answered before the server died may have been carried out or not, each message of it by itself:
 * RFC 9051 asks COPY to be all or nothing only where it fails. So a message that nobody promised needs such a command that put
 * it there, and one that is gone a command, answered or not, that took it away; a MOVE does both or neither.
 */
final class Recount {
    private final Register register;
    private final Problems problems;
    private final Map<Folder, Contents> found = new HashMap<>();

    Recount(Register register, Problems problems) {
        this.register = register;
        this.problems = problems;
    }

    /** Reads both folders and compares; how many messages are in them. */
    int run(int port, Account account, List<Round.Belief> beliefs) {
        try (ImapConnection connection = ImapConnection.open(port, account, line -> {})) {
            for (Folder folder : Folder.values()) {
                found.put(folder, Contents.read(connection, folder, problems));
            }
        } catch (IOException e) {
            throw new BenchException("the folders can't be read", e);
        }
        return compare(beliefs);
    }

    /** Compares with what was read elsewhere; how many messages there are. */
    int run(List<Contents> read, List<Round.Belief> beliefs) {
        read.forEach(contents -> found.put(contents.folder(), contents));
        return compare(beliefs);
    }

    private int compare(List<Round.Belief> beliefs) {
        synchronized (register) {
            compare();
        }
        beliefs.forEach(this::compare);
        return found.values().stream().mapToInt(one -> one.messages().size()).sum();
    }

    private void compare() {
        found.values().forEach(this::present);
        List<Placing> unanswered = register.unanswered();
        List<Spot> surprising = new ArrayList<>();
        for (Folder folder : Folder.values()) {
            register.book(folder).spots().stream()
                    .filter(spot -> !spot.promised())
                    .forEach(surprising::add);
        }
        surprising.forEach(spot -> explained(spot, unanswered));
        appearances(surprising, unanswered);
        Set<Spot> movedSilently = absences(unanswered);
        disappearances(movedSilently, surprising);
        surprising.forEach(Spot::promise);
        for (Contents contents : found.values()) {
            FolderBook book = register.book(contents.folder());
            contents.compareCounters(book.highestUid(), book.highestModSeq(), problems);
            contents.selected().number("UIDVALIDITY").ifPresent(book::validity);
            contents.status().number("HIGHESTMODSEQ").ifPresent(book::modSeqSeen);
        }
    }

    private void present(Contents contents) {
        contents.messages()
                .forEach((uid, message) -> register.seen(contents.folder(), uid, message.sha256())
                        .ifPresent(spot -> {
                            if (spot.mustBeGone()) {
                                problems.add(spot + " is there, but an answer said that it was taken away");
                            }
                            spot.keywords().forEach((client, state) -> {
                                boolean on = message.fetched()
                                        .flags()
                                        .filter(flags -> flags.contains(Client.keyword(client)))
                                        .isPresent();
                                if ((state == Spot.Keyword.ON && !on) || (state == Spot.Keyword.OFF && on)) {
                                    problems.add(spot + " has the keyword of client " + client + ": " + on
                                            + ", but the last answer said otherwise");
                                }
                            });
                        }));
    }

    private boolean isThere(Spot spot) {
        Contents contents = found.get(spot.folder());
        return contents != null && contents.messages().containsKey(spot.uid());
    }

    /** A copy that nobody was told of has the flags of its original all the same. */
    private static void explained(Spot spot, List<Placing> unanswered) {
        for (Placing placing : unanswered) {
            placing.sources().stream()
                    .filter(source -> source.token().equals(spot.token()))
                    .forEach(spot::inherit);
        }
    }

    /** Whoever is there without a promise needs an unanswered command that may have put it there. */
    private void appearances(List<Spot> surprising, List<Placing> unanswered) {
        Map<String, Integer> allowed = new HashMap<>();
        Set<List<Object>> moved = new HashSet<>();
        for (Placing placing : unanswered) {
            switch (placing.kind()) {
                case APPEND -> allowed.merge(key(placing.target(), placing.token()), 1, Integer::sum);
                case COPY ->
                    placing.sources()
                            .forEach(source -> allowed.merge(key(placing.target(), source.token()), 1, Integer::sum));
                case MOVE ->
                    placing.sources().stream()
                            .filter(source -> !isThere(source) && moved.add(List.of(placing.target(), source)))
                            .forEach(source -> allowed.merge(key(placing.target(), source.token()), 1, Integer::sum));
            }
        }
        for (Spot spot : surprising) {
            if (allowed.merge(key(spot.folder(), spot.token()), -1, Integer::sum) < 0) {
                problems.add(spot + " is there, but nobody put it there");
            }
        }
    }

    private static String key(Folder folder, String token) {
        return folder + " " + token;
    }

    /** Those that only an unanswered MOVE can have taken away. */
    private Set<Spot> absences(List<Placing> unanswered) {
        Set<Spot> moving = new HashSet<>();
        unanswered.stream()
                .filter(placing -> placing.kind() == Placing.Kind.MOVE)
                .forEach(placing -> moving.addAll(placing.sources()));
        Set<Spot> movedSilently = new HashSet<>();
        for (Folder folder : Folder.values()) {
            FolderBook book = register.book(folder);
            for (Spot spot : book.spots()) {
                if (isThere(spot) || spot.missing()) {
                    continue;
                }
                if (!spot.mayBeGone()) {
                    if (moving.contains(spot)) {
                        movedSilently.add(spot);
                    } else {
                        problems.add(spot + " is lost: it was acknowledged, and no command took it away");
                    }
                }
                spot.setMissing();
                book.reconsider(spot);
            }
        }
        return movedSilently;
    }

    /** What a MOVE took away it put elsewhere. */
    private void disappearances(Set<Spot> movedSilently, List<Spot> surprising) {
        Map<String, Integer> appeared = new HashMap<>();
        surprising.forEach(spot -> appeared.merge(spot.token(), 1, Integer::sum));
        for (Spot spot : movedSilently) {
            if (appeared.merge(spot.token(), -1, Integer::sum) < 0) {
                problems.add(spot + " is lost: a MOVE that was not answered took it away and put it nowhere");
            }
        }
    }

    private void compare(Round.Belief belief) {
        Contents contents = found.get(belief.folder());
        if (contents != null && !List.copyOf(contents.messages().keySet()).equals(belief.uids())) {
            problems.add("client " + belief.client() + " believes that "
                    + belief.folder().path() + " has "
                    + belief.uids().size() + " messages, and not the "
                    + contents.messages().size()
                    + " that are there");
        }
    }
}
