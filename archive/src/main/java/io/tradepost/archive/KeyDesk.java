package io.tradepost.archive;

import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.keys.ContentKeys;
import io.tradepost.archive.keys.KeyStatus;
import io.tradepost.archive.payload.KeyEvents;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;

/** What can be asked and done about the keys of archived content. */
public final class KeyDesk {
    private final Journal journal;
    private final ContentKeys keys;
    private final Clock clock;

    KeyDesk(Journal journal, ContentKeys keys, Clock clock) {
        this.journal = journal;
        this.keys = keys;
        this.clock = clock;
    }

    /** How the keys are; reads every slot. */
    public KeyStatus status() {
        return keys.status();
    }

    /**
     * Wraps every key with a new master key, and puts that on record; content is not touched and mail flows on. If it is
     * cut off, the next call carries on.
     *
     * @param reader on whose behalf
     * @return number of the master key that is in use now
     */
    public int rotate(Reader reader, Consumer<Progress> progress) {
        int number = keys.rotate(progress);
        journal.append(KeyEvents.record(
                clock.instant(), "master-key-rotated", reader.who(), Map.of("number", Integer.toString(number))));
        return number;
    }
}
