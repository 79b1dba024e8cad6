package io.tradepost.archive.keys;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.journal.JournalFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which master keys there were, by number, as the file {@code MASTER} says: one line each, {@code NUMBER CHECK STATE}. A
 * number is used once. While a rotation runs there are an active key and one to come.
 */
record MasterRing(List<Entry> entries) {
    static final String FILE = "MASTER";

    private static final int MOST = 0xffff;

    enum State {
        ACTIVE,
        NEXT,
        RETIRED
    }

    record Entry(int number, String check, State state) {
        Entry as(State other) {
            return new Entry(number, check, other);
        }
    }

    MasterRing {
        entries = List.copyOf(entries);
    }

    static MasterRing of(String check) {
        return new MasterRing(List.of(new Entry(1, check, State.ACTIVE)));
    }

    Entry active() {
        return in(State.ACTIVE).orElseThrow();
    }

    /** The key that a rotation changes to, while one is under way. */
    Optional<Entry> next() {
        return in(State.NEXT);
    }

    /** With a key to come. */
    MasterRing withNext(String check) {
        int number = entries.getLast().number() + 1;
        if (number > MOST) {
            throw ArchiveException.permanent("the master key was changed too often: " + MOST + " times");
        }
        List<Entry> changed = new ArrayList<>(entries);
        changed.add(new Entry(number, check, State.NEXT));
        return new MasterRing(changed);
    }

    /** With the key to come in use and the one before retired. */
    MasterRing turned() {
        return new MasterRing(entries.stream()
                .map(entry -> switch (entry.state()) {
                    case ACTIVE, RETIRED -> entry.as(State.RETIRED);
                    case NEXT -> entry.as(State.ACTIVE);
                })
                .toList());
    }

    static Optional<MasterRing> read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            List<Entry> entries = new ArrayList<>();
            for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
                String[] words = line.split(" ", -1);
                if (words.length != 3) {
                    throw damaged(file);
                }
                entries.add(new Entry(Integer.parseInt(words[0]), words[1], State.valueOf(words[2])));
            }
            MasterRing ring = new MasterRing(entries);
            if (ring.in(State.ACTIVE).isEmpty()) {
                throw damaged(file);
            }
            return Optional.of(ring);
        } catch (IOException e) {
            throw ArchiveException.temporary(file + " cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw damaged(file);
        }
    }

    void write(Path folder, JournalFiles files) throws IOException {
        StringBuilder text = new StringBuilder();
        entries.forEach(entry -> text.append(entry.number())
                .append(' ')
                .append(entry.check())
                .append(' ')
                .append(entry.state())
                .append('\n'));
        Path temporary = folder.resolve(FILE + ".tmp");
        try (JournalFiles.Output out = files.create(temporary)) {
            out.write(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.US_ASCII)), 0);
            out.sync(true);
        }
        files.rename(temporary, folder.resolve(FILE));
        files.syncFolder(folder);
    }

    private Optional<Entry> in(State state) {
        return entries.stream().filter(entry -> entry.state() == state).findFirst();
    }

    private static ArchiveException damaged(Path file) {
        return ArchiveException.permanent(file + " is damaged: it does not say which master key is in use");
    }
}
