package io.tradepost.archive.proof.place;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.proof.note.NoteException;
import io.tradepost.archive.proof.note.SignedCheckpoint;
import io.tradepost.archive.proof.note.VerifierKey;
import io.tradepost.archive.proof.tree.Tile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/** The evidence of one journal on a shelf: checkpoints, their time-stamps, the keys, and the tiles of leaf hashes. */
public final class EvidenceShelf {
    private static final String NEWEST = "checkpoint/newest";
    private static final String NEWEST_STAMPED = "checkpoint/newest-stamped";
    private static final String STAMP = ".tst";
    private static final int GROUP = 1000;

    private final Shelf shelf;
    private final String prefix;
    private final boolean derived;

    private EvidenceShelf(Shelf shelf, String prefix, boolean derived) {
        this.shelf = shelf;
        this.prefix = prefix;
        this.derived = derived;
    }

    /** In a second place, where nothing that is there is replaced by anything else. */
    public static EvidenceShelf secondPlace(Shelf shelf, UUID journal) {
        return new EvidenceShelf(shelf, journal + "/", false);
    }

    /** In the archive's own folder, where all of it is derived from the journal. */
    public static EvidenceShelf own(Path folder) {
        return new EvidenceShelf(new FolderShelf("proof", folder, false), "", true);
    }

    /** For people. */
    public String name() {
        return shelf.name();
    }

    /** The checkpoint over most records that is here. A {@link NoteException} when what is here is none. */
    public Optional<SignedCheckpoint> newest() throws NoteException {
        Optional<byte[]> bytes = shelf.get(prefix + NEWEST);
        return bytes.isEmpty() ? Optional.empty() : Optional.of(SignedCheckpoint.parse(bytes.get()));
    }

    /**
     * The checkpoint over most records of all that lie here, for whoever does not trust what says which one is the newest:
     * it is replaced each time, so it can be put back.
     */
    public Optional<SignedCheckpoint> newestOfAll() throws NoteException {
        List<Long> sizes = sizes();
        Optional<SignedCheckpoint> said = newest();
        if (sizes.isEmpty() || said.filter(one -> one.size() >= sizes.getLast()).isPresent()) {
            return said;
        }
        return checkpoint(sizes.getLast());
    }

    /** The checkpoint over so many records. */
    public Optional<SignedCheckpoint> checkpoint(long size) throws NoteException {
        Optional<byte[]> bytes = first(path(size));
        return bytes.isEmpty() ? Optional.empty() : Optional.of(SignedCheckpoint.parse(bytes.get()));
    }

    /** Over how many records there are checkpoints here, smallest first. */
    public List<Long> sizes() {
        TreeSet<Long> sizes = new TreeSet<>();
        for (String file : shelf.below(prefix + "checkpoint")) {
            String digits =
                    file.substring(prefix.length() + "checkpoint/".length()).replaceAll("[x/]", "");
            if (digits.matches("[0-9]{1,18}")) {
                sizes.add(Long.parseLong(digits));
            }
        }
        return List.copyOf(sizes);
    }

    /** Takes a checkpoint in. One that says something else of as many records stays, and that is a failure. */
    public synchronized void save(SignedCheckpoint checkpoint) {
        put(path(checkpoint.size()), checkpoint.bytes());
        try {
            Optional<SignedCheckpoint> newest = newest();
            if (newest.isEmpty() || newest.get().size() < checkpoint.size()) {
                shelf.put(prefix + NEWEST, checkpoint.bytes());
            }
        } catch (NoteException e) {
            throw ArchiveException.permanent("what " + name() + " holds as its newest checkpoint is none", e);
        }
    }

    /** The time-stamp token of a checkpoint. */
    public Optional<byte[]> stamp(long size) {
        return first(path(size) + STAMP);
    }

    /** Takes the time-stamp token of a checkpoint in. */
    public synchronized void saveStamp(long size, byte[] token) {
        if (stamp(size).isEmpty()) {
            shelf.put(prefix + path(size) + STAMP, token);
        }
        if (newestStamped().filter(newest -> newest >= size).isEmpty()) {
            shelf.put(prefix + NEWEST_STAMPED, Long.toString(size).getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** The size of the newest checkpoint that has a time-stamp here. */
    public Optional<Long> newestStamped() {
        return shelf.get(prefix + NEWEST_STAMPED)
                .map(bytes -> new String(bytes, StandardCharsets.US_ASCII))
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf);
    }

    /** The keys in the order in which they came into use. */
    public List<VerifierKey> keys() throws NoteException {
        List<VerifierKey> keys = new ArrayList<>();
        for (String line : new String(shelf.get(prefix + "keys").orElse(new byte[0]), StandardCharsets.UTF_8)
                .lines()
                .toList()) {
            keys.add(VerifierKey.parse(line));
        }
        return keys;
    }

    /** Takes keys in; those that are here already must be the first of them. */
    public synchronized void saveKeys(List<VerifierKey> keys) throws NoteException {
        List<VerifierKey> here = keys();
        if (here.equals(keys)) {
            return;
        }
        if (!derived
                && (here.size() > keys.size() || !keys.subList(0, here.size()).equals(here))) {
            throw ArchiveException.permanent(name() + " knows another signing key of this journal");
        }
        StringBuilder text = new StringBuilder();
        keys.forEach(key -> text.append(key.text()).append('\n'));
        shelf.put(prefix + "keys", text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A tile, cut out of a wider one if need be. */
    public Optional<byte[]> tile(Tile tile) {
        Optional<byte[]> exact = first(tile.path());
        Optional<byte[]> found = exact.isPresent() || tile.isFull()
                ? exact
                : first(Tile.full(tile.level(), tile.index()).path());
        int length = tile.width() * io.tradepost.archive.proof.tree.TreeHash.LENGTH;
        return found.filter(bytes -> bytes.length >= length).map(bytes -> Arrays.copyOf(bytes, length));
    }

    /** Takes a tile in. Another one of that name stays, and that is a failure. */
    public void saveTile(Tile tile, byte[] bytes) {
        put(tile.path(), bytes);
    }

    /** Takes a narrow tile away for which there is a wider one. */
    public void discardTile(Tile tile) {
        shelf.discard(prefix + tile.path());
    }

    /** {@code checkpoint/x001/234} for 1234. */
    public static String path(long size) {
        StringBuilder digits = new StringBuilder(String.format(Locale.ROOT, "%03d", size % GROUP));
        for (long rest = size / GROUP; rest > 0; rest /= GROUP) {
            digits.insert(0, String.format(Locale.ROOT, "x%03d/", rest % GROUP));
        }
        return "checkpoint/" + digits;
    }

    /** What never changes once it is there. */
    private Optional<byte[]> first(String path) {
        return shelf.first(prefix + path);
    }

    private void put(String path, byte[] bytes) {
        Optional<byte[]> here = first(path);
        if (here.isPresent() && Arrays.equals(here.get(), bytes)) {
            return;
        }
        if (here.isEmpty() || derived) {
            shelf.put(prefix + path, bytes);
        } else {
            throw ArchiveException.permanent(name() + " holds another " + path + " than is to be put there");
        }
    }
}
