package io.tradepost.bench.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the server said to each message. Safe for many threads. */
public final class Ledger {
    /** What became of an attempt to send a message. */
    public enum Outcome {
        /** The server said 250: the message is its responsibility now. */
        ACKNOWLEDGED,
        /** The server said 4xx or 5xx: it must not have kept it. */
        REFUSED,
        /** The connection ended between the last byte of DATA and the answer: it may have kept it, once. */
        UNANSWERED
    }

    /**
     * One entry.
     *
     * @param nanoTime when the outcome was known, {@link System#nanoTime}
     */
    public record Entry(LoadMail mail, Outcome outcome, long nanoTime) {}

    private final List<Entry> entries = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Integer> refusals = Collections.synchronizedMap(new TreeMap<>());

    /** The server took it over with 250. */
    public void acknowledged(LoadMail mail) {
        add(mail, Outcome.ACKNOWLEDGED);
    }

    /** Nobody knows what became of it. */
    public void unanswered(LoadMail mail) {
        add(mail, Outcome.UNANSWERED);
    }

    /** A refusal of the content. Refusals before DATA are only counted by {@link #refusedAt}. */
    public void refused(LoadMail mail) {
        add(mail, Outcome.REFUSED);
    }

    /** Counts a refusal by the command that met it and its words. */
    void refusedAt(String command, String reply) {
        refusals.merge(command + ": " + reply, 1, Integer::sum);
    }

    private void add(LoadMail mail, Outcome outcome) {
        entries.add(new Entry(mail.withoutContent(), outcome, System.nanoTime()));
    }

    /** All entries so far, in the order of their outcomes. */
    public List<Entry> entries() {
        synchronized (entries) {
            return List.copyOf(entries);
        }
    }

    /** Entries with this outcome. */
    public List<LoadMail> mails(Outcome outcome) {
        return entries().stream()
                .filter(entry -> entry.outcome() == outcome)
                .map(Entry::mail)
                .toList();
    }

    /** How many were acknowledged so far. */
    public int acknowledged() {
        return (int) count(Outcome.ACKNOWLEDGED, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** How many had this outcome between two moments of {@link System#nanoTime}. */
    public long count(Outcome outcome, long after, long before) {
        return entries().stream()
                .filter(entry -> entry.outcome() == outcome && entry.nanoTime() > after && entry.nanoTime() <= before)
                .count();
    }

    /** Refusals by command and words, with how often. */
    public Map<String, Integer> refusals() {
        synchronized (refusals) {
            return new TreeMap<>(refusals);
        }
    }
}
