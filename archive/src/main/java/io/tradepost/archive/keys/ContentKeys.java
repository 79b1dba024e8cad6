package io.tradepost.archive.keys;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Progress;
import io.tradepost.archive.journal.JournalFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives out keys for new content, finds those of old content, and destroys them. Keys are made and synced by the batch
 * ahead of use, so that an archived message waits for no sync but the journal's. Safe for any number of threads.
 */
public final class ContentKeys implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ContentKeys.class);
    private static final int FIRST_BATCH = 128;
    private static final int LARGEST_BATCH = 4096;
    private static final int KEY_BYTES = 32;

    private final KeySettings settings;
    private final UUID journal;
    private final JournalFiles files;
    private final SecureRandom random = new SecureRandom();
    private final MasterKeys masters;
    private final LinkedBlockingQueue<ContentKey> ready = new LinkedBlockingQueue<>();
    private final AtomicBoolean refilling = new AtomicBoolean();
    private final Object writing = new Object();
    private volatile int batch = FIRST_BATCH;
    private long next;
    private boolean closed;

    private ContentKeys(KeySettings settings, UUID journal, OptionalLong lastUsed, JournalFiles files)
            throws IOException {
        this.settings = settings;
        this.journal = journal;
        this.files = files;
        Files.createDirectories(settings.folder());
        List<SlotFile> slots = SlotFile.in(settings.folder(), files);
        boolean used = lastUsed.isPresent() || !slots.isEmpty();
        this.masters = MasterKeys.open(settings, journal, used, files, new MasterKeyReader(files, random));
        for (SlotFile file : slots) {
            file.check(journal);
            file.settle();
        }
        this.next =
                slots.isEmpty() ? 0 : slots.getLast().first() + slots.getLast().used();
        if (lastUsed.isPresent() && lastUsed.getAsLong() >= next) {
            throw ArchiveException.permanent("the keys in " + settings.folder() + " are older than the archived mail:"
                    + " the newest message needs the key in slot " + lastUsed.getAsLong()
                    + ", and the last one there is "
                    + (next - 1) + ". Bring back the newest backup of that folder");
        }
    }

    /**
     * Opens the keys of a journal, or begins them. A permanent {@link ArchiveException} when the master key is missing or
     * wrong, or keys are missing.
     *
     * @param lastUsed slot of the newest content that is encrypted; empty when none is
     */
    public static ContentKeys open(KeySettings settings, UUID journal, OptionalLong lastUsed, JournalFiles files) {
        try {
            return new ContentKeys(settings, journal, lastUsed, files);
        } catch (IOException e) {
            throw ArchiveException.temporary(
                    "the keys in " + settings.folder() + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /** A key that was never given out before and is durable. */
    public ContentKey fresh() {
        ContentKey key = ready.poll();
        while (key == null) {
            synchronized (writing) {
                if (ready.isEmpty()) {
                    makeBatch();
                }
            }
            key = ready.poll();
        }
        if (ready.size() < batch / 2 && refilling.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("key-maker").start(this::refill);
        }
        return key;
    }

    /** The key in this slot; empty if it was destroyed. */
    public Optional<SecretKey> find(long slot) {
        SlotFile file = SlotFile.holding(settings.folder(), slot, files);
        try {
            try {
                return key(slot, file.read(slot));
            } catch (ArchiveException e) {
                // It may have been caught while a rotation wrote it or retired what it was wrapped with.
                synchronized (writing) {
                    file.settle();
                    return key(slot, file.read(slot));
                }
            }
        } catch (NoSuchFileException | java.io.FileNotFoundException e) {
            throw ArchiveException.permanent("the key file of slot " + slot + " is missing", e);
        } catch (IOException e) {
            throw ArchiveException.temporary("the key in slot " + slot + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Whether this slot holds a key; told without unwrapping it. */
    public boolean holds(long slot) {
        try {
            return SlotFile.holding(settings.folder(), slot, files)
                    .read(slot)
                    .filter(read -> read.state() == KeySlot.State.LIVE)
                    .isPresent();
        } catch (IOException e) {
            throw ArchiveException.temporary("the key in slot " + slot + " cannot be looked at: " + e.getMessage(), e);
        }
    }

    /** Overwrites these keys. When this returns they are gone from the disk; whoever is told of a failure may try again. */
    public void destroy(Collection<Long> slots) {
        Map<Long, Map<Long, KeySlot>> byFile = new TreeMap<>();
        for (long slot : slots) {
            byFile.computeIfAbsent(slot - slot % SlotFile.SLOTS, none -> new HashMap<>())
                    .put(slot, KeySlot.DESTROYED);
        }
        synchronized (writing) {
            for (Map<Long, KeySlot> some : byFile.values()) {
                SlotFile file = SlotFile.holding(
                        settings.folder(), some.keySet().iterator().next(), files);
                try {
                    file.write(some);
                } catch (IOException e) {
                    throw ArchiveException.temporary(
                            "keys could not be destroyed in " + file.path() + ": " + e.getMessage(), e);
                }
            }
        }
    }

    /**
     * Wraps every key with a new master key; content is not touched. Where the master key is a file, the new one is made
     * and takes its place at the end; else the new one is what the configured source gives now, and the old one must be
     * found in a previous source. What was cut off before is carried on.
     *
     * @return number of the master key in use afterwards
     */
    public int rotate(Consumer<Progress> progress) {
        try {
            synchronized (writing) {
                masters.prepareNext();
            }
            List<SlotFile> all = SlotFile.in(settings.folder(), files);
            for (int i = 0; i < all.size(); i++) {
                synchronized (writing) {
                    rewrap(all.get(i));
                }
                progress.accept(new Progress("keys", i + 1L, all.size()));
            }
            synchronized (writing) {
                masters.turn();
                return masters.active().number();
            }
        } catch (IOException e) {
            throw ArchiveException.temporary(
                    "the master key could not be changed: " + e.getMessage() + "; try again, it carries on", e);
        }
    }

    /** How the keys are; reads every slot. */
    public KeyStatus status() {
        synchronized (writing) {
            try {
                return KeyCount.of(settings, masters, files);
            } catch (IOException e) {
                throw ArchiveException.temporary("the keys cannot be read: " + e.getMessage(), e);
            }
        }
    }

    /** Waits for keys that are being written. */
    @Override
    public void close() {
        synchronized (writing) {
            closed = true;
            ready.clear();
        }
    }

    private void refill() {
        try {
            synchronized (writing) {
                if (!closed) {
                    makeBatch();
                }
            }
        } catch (ArchiveException e) {
            // Whoever needs a key when none is left makes the next attempt and is told.
            LOG.warn("no keys could be made ahead: {}", e.toString());
        } finally {
            refilling.set(false);
        }
    }

    /** Makes the next keys durable, then ready. After a failure its slots are never used. */
    private void makeBatch() {
        SlotFile file = SlotFile.holding(settings.folder(), next, files);
        int count = (int) Math.min(batch, file.first() + SlotFile.SLOTS - next);
        int master = masters.newest();
        SecretKey wrapping = masters.wrapping(master);
        Map<Long, KeySlot> slots = new HashMap<>();
        List<ContentKey> made = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte[] bytes = new byte[KEY_BYTES];
            random.nextBytes(bytes);
            ContentKey key = new ContentKey(next + i, new SecretKeySpec(bytes, "AES"));
            made.add(key);
            slots.put(key.slot(), KeySlot.wrap(key.key(), master, wrapping));
        }
        try {
            if (!Files.exists(file.path())) {
                file.create(journal);
            }
            file.write(slots);
        } catch (IOException e) {
            // Nothing more is trusted to a file whose sync failed.
            next = Files.exists(file.path()) ? file.first() + SlotFile.SLOTS : next;
            throw ArchiveException.temporary("no keys can be written to " + file.path() + ": " + e.getMessage(), e);
        }
        next += count;
        batch = Math.min(2 * batch, LARGEST_BATCH);
        ready.addAll(made);
    }

    private void rewrap(SlotFile file) throws IOException {
        file.settle();
        int to = masters.newest();
        byte[] all = file.readAll();
        ByteBuffer out = ByteBuffer.wrap(all);
        boolean changed = false;
        for (int i = 0; i < SlotFile.SLOTS; i++) {
            // One that can't be read was being made when a crash came, and was never used; it stays as it is.
            KeySlot slot = KeySlot.in(all, i, file.first() + i).orElse(KeySlot.EMPTY);
            if (slot.state() == KeySlot.State.LIVE && slot.master() != to) {
                long number = file.first() + i;
                KeySlot.wrap(unwrapped(number, slot), to, masters.wrapping(to))
                        .put(out.position(i * KeySlot.BYTES), number);
                changed = true;
            }
        }
        if (changed) {
            file.replaceAll(all);
        }
    }

    private Optional<SecretKey> key(long number, Optional<KeySlot> read) {
        KeySlot slot = read.orElseThrow(() -> ArchiveException.permanent("the key in slot " + number + " is damaged"));
        return switch (slot.state()) {
            case LIVE -> Optional.of(unwrapped(number, slot));
            case DESTROYED -> Optional.empty();
            case EMPTY -> throw ArchiveException.permanent("there is no key in slot " + number);
        };
    }

    private SecretKey unwrapped(long number, KeySlot slot) {
        return slot.unwrap(masters.wrapping(slot.master()))
                .orElseThrow(() -> ArchiveException.permanent("the key in slot " + number + " cannot be unwrapped"));
    }
}
