package io.tradepost.archive;

import io.tradepost.archive.derive.Derivations;
import io.tradepost.archive.journal.Journal;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.text.TextDesk;
import io.tradepost.archive.text.TextStore;
import io.tradepost.archive.text.WaitingMessages;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The archive's door to the text of attachments. */
public final class AttachmentDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AttachmentDesk.class);

    private final TextStore store;
    private final AttachmentStates states;
    private final Derivations derivations;
    private final Journal journal;
    private final Path folder;
    private final ExtractionSettings settings;
    private Optional<TextDesk> reading = Optional.empty();
    private Function<MessageId, Optional<StoredRecord>> deliveries = id -> Optional.empty();

    AttachmentDesk(Path folder, ExtractionSettings settings, Journal journal) {
        this.journal = journal;
        this.folder = folder;
        this.settings = settings;
        this.store = new TextStore(folder.resolve("text"));
        this.states = new AttachmentStates(store, settings.enabled());
        this.derivations = new Derivations(states);
    }

    /** Messages as they are read, with what is known of their attachments. */
    Derivations derivations() {
        return derivations;
    }

    AttachmentStates states() {
        return states;
    }

    void start(WaitingMessages index, Function<MessageId, Optional<StoredRecord>> deliveryOf) {
        deliveries = deliveryOf;
        TextDesk desk = new TextDesk(settings, journal, index, store, folder.resolve("text-scratch"));
        reading = Optional.of(desk);
        desk.start();
    }

    /** How the reading goes. */
    public ExtractionHealth health() {
        return reading.map(TextDesk::health).orElseGet(() -> new ExtractionHealth("starting", 0, 0, 0));
    }

    /**
     * The text of a message's attachments, as far as it is known, in their order. For whoever ties mail to orders: shown to
     * nobody and so not recorded.
     */
    public List<String> texts(MessageId id) {
        return deliveries
                .apply(id)
                .map(derivations::of)
                .map(message -> message.attachmentTexts().stream()
                        .filter(text -> !text.isBlank())
                        .toList())
                .orElse(List.of());
    }

    /**
     * Deletes what was read of a message's attachments, also where another message has the same: there it is read again. To
     * be called before the message itself becomes unreadable; what is left behind can't be opened any more after that.
     */
    public void forget(MessageId id) {
        deliveries.apply(id).ifPresent(record -> forget(record.sequence()));
    }

    /** The same for a delivery. One that can't be read any more has nothing left to delete that anybody could open. */
    void forget(long sequence) {
        try {
            journal.read(sequence).ifPresent(record -> {
                Set<String> hashes = new HashSet<>();
                derivations
                        .of(record)
                        .parsed()
                        .documents()
                        .forEach(one -> hashes.add(one.fingerprint().sha256()));
                store.forget(hashes);
            });
        } catch (ArchiveException e) {
            if (e.isTemporary()) {
                throw e;
            }
            LOG.info("the attachments of record {} can't be named any more: {}", sequence, e.toString());
        } finally {
            derivations.forget(sequence);
        }
    }

    @Override
    public void close() {
        reading.ifPresent(TextDesk::close);
    }
}
