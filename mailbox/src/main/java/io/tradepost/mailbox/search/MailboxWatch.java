package io.tradepost.mailbox.search;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxId;

/**
 * The entries of the mailboxes that are searched, read from the store once and kept up to date by what events say. Those that
 * were searched longest ago are forgotten when there are too many.
 *
 * <p>An event is only put in line, by whoever changed the mailbox; the next search takes the line in. While a mailbox is read
 * its line grows, and what stands in it is harmless where the store already gave it: entries carry mod-sequences.
 */
final class MailboxWatch {
    /** About 60 bytes each. */
    private static final int MOST_ENTRIES = 1_500_000;
    /** A line longer than this is let go, and the mailbox read anew. */
    private static final int LONGEST_LINE = 20_000;

    private final StoreReader store;
    private final LinkedHashMap<MailboxId, Watched> watched = new LinkedHashMap<>(16, 0.75f, true);

    MailboxWatch(StoreReader store) {
        this.store = store;
    }

    /** One mailbox. */
    private static final class Watched {
        private final ConcurrentLinkedQueue<Change> line = new ConcurrentLinkedQueue<>();
        private final AtomicInteger waiting = new AtomicInteger();
        /** Went before they were seen coming: events of two threads may overtake each other. */
        private final Set<Long> wentEarly = new HashSet<>();

        private Optional<EntryTable> entries = Optional.empty();
        private volatile int size;
        private volatile boolean outdated;

        synchronized EntryTable.View view(Mailbox mailbox, StoreReader store) {
            if (outdated || entries.isEmpty()) {
                outdated = false;
                EntryTable read = new EntryTable();
                wentEarly.clear();
                store.entries(mailbox, read::put);
                entries = Optional.of(read);
            }
            EntryTable table = entries.get();
            for (Change change = line.poll(); change != null; change = line.poll()) {
                waiting.decrementAndGet();
                apply(change, table);
            }
            size = table.size();
            return table.view();
        }

        private void apply(Change change, EntryTable table) {
            switch (change) {
                case Change.Came came -> {
                    if (!wentEarly.remove(came.entry().uid())) {
                        table.put(came.entry());
                    }
                }
                case Change.Flagged flagged ->
                    table.flags(flagged.uid(), flagged.modSeq(), flagged.flags(), flagged.keywords());
                case Change.Went went -> {
                    if (!table.remove(went.uid())) {
                        wentEarly.add(went.uid());
                    }
                }
            }
        }

        void add(Change change) {
            if (waiting.incrementAndGet() > LONGEST_LINE) {
                outdated = true;
                line.clear();
                waiting.set(0);
            }
            line.add(change);
        }
    }

    /** The entries of a mailbox now. */
    EntryTable.View view(Mailbox mailbox) {
        Watched one;
        synchronized (watched) {
            one = watched.computeIfAbsent(mailbox.getMailboxId(), none -> new Watched());
        }
        EntryTable.View view = one.view(mailbox, store);
        forgetSome(mailbox.getMailboxId());
        return view;
    }

    private void forgetSome(MailboxId kept) {
        synchronized (watched) {
            long all = watched.values().stream().mapToLong(one -> one.size).sum();
            var eldest = watched.entrySet().iterator();
            while (all > MOST_ENTRIES && eldest.hasNext()) {
                Map.Entry<MailboxId, Watched> next = eldest.next();
                if (!next.getKey().equals(kept)) {
                    all -= next.getValue().size;
                    eldest.remove();
                }
            }
        }
    }

    /** Puts a change in line if the mailbox is watched. */
    void change(MailboxId mailbox, Change change) {
        Watched one;
        synchronized (watched) {
            one = watched.get(mailbox);
        }
        if (one != null) {
            one.add(change);
        }
    }

    /** A mailbox is gone, or nobody knows what happened to it: it is read anew when it is searched. */
    void forget(MailboxId mailbox) {
        synchronized (watched) {
            watched.remove(mailbox);
        }
    }
}
