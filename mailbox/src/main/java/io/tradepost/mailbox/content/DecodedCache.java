package io.tradepost.mailbox.content;

import io.tradepost.archive.Content;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What was decoded of the messages read last. Clients fetch a large message in pieces, each from its beginning; so what is
 * decoded once stays a while, as far as somebody read, and the next piece goes on from there.
 *
 * <p>Memory is bounded: what was not read for longest goes first, and a message that alone is too large is read straight from
 * the journal. Whoever still reads something that went does the same from there on.
 */
final class DecodedCache implements AutoCloseable {
    private static final int ENTRIES = 256;
    private static final long LEAST = 4L << 20;
    private static final long MOST = 64L << 20;
    private static final int SHARE_OF_HEAP = 12;

    private final long capacity;
    private final Map<Key, Decoded> entries = new LinkedHashMap<>(64, 0.75f, true);
    private long held;

    DecodedCache(long capacity) {
        this.capacity = capacity;
    }

    static DecodedCache forThisHeap() {
        return new DecodedCache(Math.clamp(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP, LEAST, MOST));
    }

    private record Key(StoredMail.Place place, long sequence) {}

    /** A record's content. */
    interface Source {
        /** A stream from this octet on. */
        InputStream open(long from) throws IOException;
    }

    /** A record's content through this cache; it is asked for only when it is opened. */
    Source content(StoredMail.Place place, long sequence, Supplier<Content> record) {
        Key key = new Key(place, sequence);
        return from -> {
            Optional<Decoded> held = find(key);
            if (held.isPresent()) {
                return new Reader(held.get(), from);
            }
            Decoded fresh = new Decoded(record.get(), this::grew);
            return fresh.size() > capacity ? fresh.straight(from) : new Reader(added(key, fresh), from);
        };
    }

    private Optional<Decoded> find(Key key) {
        synchronized (entries) {
            return Optional.ofNullable(entries.get(key));
        }
    }

    /** The entry of this key, which another may have made meanwhile. */
    private Decoded added(Key key, Decoded fresh) {
        List<Decoded> gone = new ArrayList<>();
        Decoded entry;
        synchronized (entries) {
            Decoded other = entries.putIfAbsent(key, fresh);
            entry = other == null ? fresh : other;
            shrink(gone);
        }
        gone.forEach(Decoded::drop);
        return entry;
    }

    /** An entry holds so many bytes more. */
    private void grew(int bytes) {
        List<Decoded> gone = new ArrayList<>();
        synchronized (entries) {
            held += bytes;
            shrink(gone);
        }
        gone.forEach(Decoded::drop);
    }

    private void shrink(List<Decoded> gone) {
        Iterator<Decoded> eldest = entries.values().iterator();
        while ((held > capacity || entries.size() > ENTRIES) && eldest.hasNext()) {
            Decoded entry = eldest.next();
            eldest.remove();
            held -= entry.giveUp();
            gone.add(entry);
        }
    }

    /** Holds nothing of this record any more. */
    void forget(StoredMail.Place place, long sequence) {
        Decoded entry;
        synchronized (entries) {
            entry = entries.remove(new Key(place, sequence));
            if (entry != null) {
                held -= entry.giveUp();
            }
        }
        if (entry != null) {
            entry.drop();
        }
    }

    /** Bytes held now. */
    long held() {
        synchronized (entries) {
            return held;
        }
    }

    @Override
    public void close() {
        List<Decoded> all;
        synchronized (entries) {
            all = List.copyOf(entries.values());
            entries.clear();
            held = 0;
        }
        all.forEach(Decoded::drop);
    }

    /** Reads what is decoded, and where that went, the content itself. */
    private static final class Reader extends InputStream {
        private final Decoded entry;
        private long at;
        private InputStream straight = InputStream.nullInputStream();
        private boolean left;

        Reader(Decoded entry, long from) {
            this.entry = entry;
            this.at = from;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int n = left ? straight.read(bytes, from, length) : entry.read(at, bytes, from, length);
            if (n == Decoded.GONE) {
                straight = entry.straight(at);
                left = true;
                n = straight.read(bytes, from, length);
            }
            at += Math.max(n, 0);
            return n;
        }

        @Override
        public long skip(long count) throws IOException {
            if (left) {
                long skipped = straight.skip(count);
                at += skipped;
                return skipped;
            }
            long skipped = Math.clamp(count, 0, Math.max(0, entry.size() - at));
            at += skipped;
            return skipped;
        }

        @Override
        public void close() throws IOException {
            straight.close();
        }
    }
}
