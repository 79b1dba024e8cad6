package io.tradepost.archive.keys;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.journal.JournalFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The master keys in use, found and recognised. A wrong one is refused, and none is ever made for an archive that has one. */
final class MasterKeys {
    private static final Logger LOG = LoggerFactory.getLogger(MasterKeys.class);

    private final KeySettings settings;
    private final UUID journal;
    private final JournalFiles files;
    private final MasterKeyReader reader;
    private final Map<Integer, MasterKey> keys = new ConcurrentHashMap<>();
    private volatile MasterRing ring;

    private MasterKeys(
            KeySettings settings, UUID journal, JournalFiles files, MasterKeyReader reader, MasterRing ring) {
        this.settings = settings;
        this.journal = journal;
        this.files = files;
        this.reader = reader;
        this.ring = ring;
    }

    /**
     * Finds the keys of an archive, or makes the first one of a new archive.
     *
     * @param used whether something is encrypted already
     */
    static MasterKeys open(KeySettings settings, UUID journal, boolean used, JournalFiles files, MasterKeyReader reader)
            throws IOException {
        Optional<MasterRing> known = MasterRing.read(settings.folder());
        if (known.isEmpty() && used) {
            throw ArchiveException.permanent("the keys of this archive are missing: " + settings.folder()
                    + " holds no " + MasterRing.FILE + ", but there is encrypted mail."
                    + " Bring the folder back from a backup; a new master key could read none of it");
        }
        MasterRing ring = known.isPresent() ? known.get() : begin(settings, journal, files, reader);
        MasterKeys masters = new MasterKeys(settings, journal, files, reader, ring);
        masters.find();
        masters.tidy();
        return masters;
    }

    private static MasterRing begin(KeySettings settings, UUID journal, JournalFiles files, MasterKeyReader reader)
            throws IOException {
        Optional<MasterKey> given = reader.read(settings.master());
        MasterKey key;
        if (given.isPresent()) {
            key = given.get();
        } else if (settings.master() instanceof MasterKeySource.InFile in) {
            key = reader.make(in.file());
            LOG.warn(
                    "a new master key was made: {}. Whoever loses it loses all archived mail; keep a copy apart from"
                            + " the archive and its backups",
                    in.file());
        } else {
            throw ArchiveException.permanent(settings.master().place() + " gives no master key");
        }
        MasterRing ring = MasterRing.of(key.check(journal));
        ring.write(settings.folder(), files);
        return ring;
    }

    MasterRing.Entry active() {
        return ring.active();
    }

    /** The key to come, while a rotation is under way. */
    Optional<MasterRing.Entry> next() {
        return ring.next();
    }

    /** With what new slots are wrapped. */
    int newest() {
        return ring.next().orElse(ring.active()).number();
    }

    /** The master key of this number. */
    SecretKey wrapping(int number) {
        MasterKey key = keys.get(number);
        if (key == null) {
            throw ArchiveException.permanent("a key is wrapped with master key " + number + ", which was retired");
        }
        return key.wrapping();
    }

    /** Begins a rotation, or takes up one that was begun: from now on there is a key to come. */
    void prepareNext() throws IOException {
        if (ring.next().isPresent()) {
            return;
        }
        MasterKey made;
        if (settings.master() instanceof MasterKeySource.InFile in) {
            made = reader.make(in.next());
        } else {
            made = reader.read(settings.master())
                    .orElseThrow(
                            () -> ArchiveException.permanent(settings.master().place() + " gives no master key"));
            if (made.check(journal).equals(ring.active().check())) {
                throw ArchiveException.permanent(settings.master().place() + " gives the master key that is in use."
                        + " Put a new one there and say where the old one is (previous-master-key)");
            }
        }
        MasterRing changed = ring.withNext(made.check(journal));
        changed.write(settings.folder(), files);
        ring = changed;
        keys.put(newest(), made);
    }

    /** Ends a rotation: nothing is wrapped with the old key any more. */
    void turn() throws IOException {
        MasterRing turned = ring.turned();
        turned.write(settings.folder(), files);
        int old = ring.active().number();
        ring = turned;
        keys.remove(old);
        tidy();
    }

    private void find() {
        Map<String, MasterKey> found = new HashMap<>();
        List<MasterKeySource> places = new ArrayList<>();
        places.add(settings.master());
        if (settings.master() instanceof MasterKeySource.InFile in) {
            places.add(new MasterKeySource.InFile(in.next()));
        }
        places.addAll(settings.previous());
        for (MasterKeySource place : places) {
            reader.read(place).ifPresent(key -> found.put(key.check(journal), key));
        }
        List<MasterRing.Entry> needed = new ArrayList<>(List.of(ring.active()));
        ring.next().ifPresent(needed::add);
        for (MasterRing.Entry entry : needed) {
            MasterKey key = found.get(entry.check());
            if (key == null) {
                throw ArchiveException.permanent(
                        found.isEmpty()
                                ? "the master key is missing: "
                                        + settings.master().place()
                                        + " gives none. Without it no archived mail can be read; bring it back"
                                : "the master key is wrong: "
                                        + settings.master().place()
                                        + " gives another one than this archive's (number " + entry.number()
                                        + "). Bring the right one back; it is told by its check value "
                                        + entry.check());
            }
            keys.put(entry.number(), key);
        }
    }

    /** Puts the key file of a rotation in its place, or away when its rotation never began. */
    private void tidy() throws IOException {
        if (!(settings.master() instanceof MasterKeySource.InFile in)
                || ring.next().isPresent()
                || !Files.exists(in.next())) {
            return;
        }
        boolean inUse = reader.ofFile(in.next())
                .filter(key -> key.check(journal).equals(ring.active().check()))
                .isPresent();
        Path folder = in.file().toAbsolutePath().resolve("..").normalize();
        if (inUse) {
            files.rename(in.next(), in.file());
        } else {
            files.delete(in.next());
        }
        files.syncFolder(folder);
    }
}
