package io.tradepost.mailbox.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Threads messages (RFC 5256 section 3). */
final class Threads {
    private final long[] dates;
    private final List<BaseSubject> subjects;
    private final ThreadForest forest;

    /**
     * @param dates    when the entries were sent
     * @param subjects of the entries
     */
    Threads(long[] dates, List<BaseSubject> subjects) {
        this.dates = dates;
        this.subjects = subjects;
        this.forest = new ThreadForest(entry -> dates[entry]);
    }

    /** The first of those with one subject, and below it the others. */
    ThreadForest bySubject(BitSet found) {
        Map<String, ThreadForest.Node> threads = new LinkedHashMap<>();
        found.stream()
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(entry -> dates[entry]).thenComparing(entry -> entry))
                .forEach(entry -> {
                    ThreadForest.Node node = new ThreadForest.Node(OptionalInt.of(entry));
                    ThreadForest.Node first =
                            threads.putIfAbsent(subjects.get(entry).text(), node);
                    if (first == null) {
                        forest.addRoot(node);
                    } else {
                        forest.link(node, first);
                    }
                });
        return forest;
    }

    /** By what they refer to; threads with the same subject are put together. */
    ThreadForest byReferences(BitSet found, ThreadLinks[] links) {
        Map<Long, ThreadForest.Node> byId = new HashMap<>();
        List<ThreadForest.Node> all = new ArrayList<>();
        found.stream().forEach(entry -> {
            ThreadForest.Node node = node(entry, links[entry].own(), byId);
            all.add(node);
            linkParents(node, links[entry].parents(), byId);
        });
        all.addAll(byId.values());
        all.stream().filter(node -> !node.hasParent()).forEach(forest::addRoot);
        forest.prune();
        forest.sort();
        joinBySubject();
        forest.sort();
        return forest;
    }

    /** Step 1: a Message-ID names one message; another with the same, or without, has none of its own. */
    private static ThreadForest.Node node(int entry, long id, Map<Long, ThreadForest.Node> byId) {
        if (id != 0) {
            ThreadForest.Node known = byId.computeIfAbsent(id, none -> new ThreadForest.Node(OptionalInt.empty()));
            if (known.isDummy()) {
                known.become(entry);
                return known;
            }
        }
        return new ThreadForest.Node(OptionalInt.of(entry));
    }

    private void linkParents(ThreadForest.Node node, long[] parents, Map<Long, ThreadForest.Node> byId) {
        ThreadForest.Node before = node;
        // From the nearest: the message's own word on its parent counts, whatever others said of it (step 1, B).
        for (int i = parents.length - 1; i >= 0; i--) {
            ThreadForest.Node parent =
                    byId.computeIfAbsent(parents[i], none -> new ThreadForest.Node(OptionalInt.empty()));
            if (before == node || !before.hasParent()) {
                forest.link(before, parent);
            }
            before = parent;
        }
    }

    private BaseSubject subject(ThreadForest.Node node) {
        return subjects.get(ThreadForest.first(node));
    }

    /** Step 5. */
    private void joinBySubject() {
        Map<String, ThreadForest.Node> bySubject = new LinkedHashMap<>();
        for (ThreadForest.Node node : forest.roots()) {
            String subject = subject(node).text();
            if (!subject.isEmpty()) {
                bySubject.merge(subject, node, this::leader);
            }
        }
        for (ThreadForest.Node node : List.copyOf(forest.roots())) {
            ThreadForest.Node leader = bySubject.getOrDefault(subject(node).text(), node);
            if (leader != node) {
                bySubject.put(subject(node).text(), join(leader, node));
            }
        }
    }

    /** Whom others of the subject join: one that holds several together, else one that is no reply, else the first. */
    private ThreadForest.Node leader(ThreadForest.Node known, ThreadForest.Node other) {
        if (known.isDummy() != other.isDummy()) {
            return known.isDummy() ? known : other;
        }
        return subject(known).isReply() && !subject(other).isReply() ? other : known;
    }

    private ThreadForest.Node join(ThreadForest.Node leader, ThreadForest.Node node) {
        if (leader.isDummy() && node.isDummy()) {
            List.copyOf(node.children()).forEach(child -> forest.link(child, leader));
            forest.drop(node);
            return leader;
        }
        if (leader.isDummy() || (subject(node).isReply() && !subject(leader).isReply())) {
            forest.link(node, leader);
            return leader;
        }
        ThreadForest.Node both = new ThreadForest.Node(OptionalInt.empty());
        forest.addRoot(both);
        forest.link(leader, both);
        forest.link(node, both);
        return both;
    }
}
