package io.tradepost.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How the parts of the server are. */
public record Health(List<Part> parts) {

    /** How well a part does its work. */
    public enum State {
        OK,
        /** It works with something missing that will be caught up later (law L9). */
        DEGRADED,
        /** It does not work, and mail or requests can't be taken. */
        DOWN;

        /** As it stands in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One part.
     *
     * @param name   a word for machines: {@code archive}, {@code smtp} …
     * @param detail why, for the operator; not shown to the public
     */
    public record Part(String name, State state, String detail) {
        /** A part that does its work. */
        public static Part ok(String name) {
            return new Part(name, State.OK, "");
        }
    }

    public Health {
        parts = List.copyOf(parts);
    }

    /** Nothing known. */
    public static Health none() {
        return new Health(List.of());
    }

    /** With more parts. */
    public Health and(List<Part> more) {
        List<Part> all = new ArrayList<>(parts);
        all.addAll(more);
        return new Health(all);
    }

    /** Whether mail and requests are taken. */
    public boolean ready() {
        return parts.stream().noneMatch(part -> part.state() == State.DOWN);
    }
}
