package io.tradepost.mailbox.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntToLongFunction;

/**
 * Messages and who answers whom. Strangers decide how deep it is, so nothing here calls itself. Not thread-safe.
 */
final class ThreadForest {
    /** Whoever has more ancestors than this is taken for one that goes round in a circle. */
    private static final int DEEPEST = 10_000;

    private final Node root = new Node(OptionalInt.empty());
    private final IntToLongFunction dates;

    /**
     * Empty.
     *
     * @param dates when an entry was sent
     */
    ThreadForest(IntToLongFunction dates) {
        this.dates = dates;
    }

    /** A message, or one that is only spoken of. */
    static final class Node {
        private OptionalInt entry;
        private Optional<Node> parent = Optional.empty();
        private List<Node> children = new ArrayList<>(1);

        Node(OptionalInt entry) {
            this.entry = entry;
        }

        boolean isDummy() {
            return entry.isEmpty();
        }

        OptionalInt entry() {
            return entry;
        }

        /** It was spoken of, and here it is. */
        void become(int found) {
            entry = OptionalInt.of(found);
        }

        boolean hasParent() {
            return parent.isPresent();
        }

        List<Node> children() {
            return children;
        }

        private void add(Node child) {
            children.add(child);
            child.parent = Optional.of(this);
        }

        /** Forgets children that went to another since: taking each out at once would take as long as all of them. */
        private void tidy() {
            children = new ArrayList<>(children.stream()
                    .filter(child ->
                            child.parent.filter(parent -> parent == this).isPresent())
                    .distinct()
                    .toList());
        }
    }

    List<Node> roots() {
        return root.children;
    }

    void addRoot(Node node) {
        root.add(node);
    }

    /** Puts a child below a parent, away from where it was, unless it would be its own ancestor. */
    void link(Node child, Node parent) {
        if (!isAncestor(child, parent)) {
            parent.add(child);
        }
    }

    /** Takes a node out that nobody needs any more. */
    void drop(Node node) {
        node.parent = Optional.empty();
    }

    private static boolean isAncestor(Node node, Node of) {
        if (node.children.isEmpty() && node != of) {
            return false;
        }
        Optional<Node> at = Optional.of(of);
        for (int steps = 0; at.isPresent(); steps++) {
            if (at.get() == node || steps == DEEPEST) {
                return true;
            }
            at = at.get().parent;
        }
        return false;
    }

    /** Takes out those that are only spoken of, except roots that hold several together (section 3, step 3). */
    void prune() {
        for (Node node : childrenFirst()) {
            boolean atTop = node == root;
            List<Node> kept = new ArrayList<>(node.children.size());
            for (Node child : node.children) {
                if (!child.isDummy() || (atTop && child.children.size() > 1)) {
                    kept.add(child);
                } else {
                    child.children.forEach(grandchild -> grandchild.parent = Optional.of(node));
                    kept.addAll(child.children);
                }
            }
            node.children = kept;
        }
    }

    /** Sorts by when they were sent all that stand side by side; the lower number first where that is the same. */
    void sort() {
        for (Node node : childrenFirst()) {
            node.children.sort(Comparator.<Node>comparingLong(child -> dates.applyAsLong(first(child)))
                    .thenComparingInt(ThreadForest::first));
        }
    }

    /** The entry of a node, or the first of those that it holds together. */
    static int first(Node node) {
        Node at = node;
        while (at.isDummy() && !at.children.isEmpty()) {
            at = at.children.getFirst();
        }
        return at.entry.orElse(Integer.MAX_VALUE);
    }

    private List<Node> childrenFirst() {
        List<Node> all = new ArrayList<>();
        Deque<Node> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            Node node = open.pop();
            node.tidy();
            all.add(node);
            node.children.forEach(open::push);
        }
        Collections.reverse(all);
        return all;
    }

    /** Written as RFC 5256 section 4 says; entries by these numbers. */
    String text(IntToLongFunction numbers) {
        StringBuilder text = new StringBuilder();
        Deque<Optional<Node>> open = new ArrayDeque<>();
        pushAll(root.children, open);
        while (!open.isEmpty()) {
            Optional<Node> next = open.pop();
            if (next.isEmpty()) {
                text.append(')');
                continue;
            }
            text.append('(');
            write(next.get(), numbers, open, text);
        }
        return text.toString();
    }

    private static void write(Node from, IntToLongFunction numbers, Deque<Optional<Node>> open, StringBuilder text) {
        open.push(Optional.empty());
        Node node = from;
        boolean first = true;
        while (true) {
            if (node.entry.isPresent()) {
                text.append(first ? "" : " ").append(numbers.applyAsLong(node.entry.getAsInt()));
                first = false;
            }
            if (node.children.size() != 1) {
                break;
            }
            node = node.children.getFirst();
        }
        if (!node.children.isEmpty() && !first) {
            text.append(' ');
        }
        pushAll(node.children, open);
    }

    private static void pushAll(List<Node> nodes, Deque<Optional<Node>> open) {
        for (int i = nodes.size() - 1; i >= 0; i--) {
            open.push(Optional.of(nodes.get(i)));
        }
    }
}
