package io.tradepost.mailets;

import io.tradepost.archive.Archive;
import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.Undecided;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tags what could not be tagged in flow (law L9): messages that have no decision because the trade database was away when
 * they came, and imported mail.
 *
 * <p>A message that is in flow right now has no decision either, for some milliseconds. So only what two looks in a row,
 * seconds apart, have seen without one is tagged here.
 */
public final class TagLater implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TagLater.class);
    private static final int BATCH = 500;
    private static final long EVERY_SECONDS = 5;

    private final Archive archive;
    private final Tagger tagger;
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("tag-later").factory());
    private Set<MessageId> seenBefore = Set.of();

    public TagLater(Archive archive, Tagger tagger) {
        this.archive = archive;
        this.tagger = tagger;
    }

    /** Starts looking for messages without a decision, every few seconds. */
    public void start() {
        var unused = clockwork.scheduleWithFixedDelay(this::look, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    /** One look. The schedule would end at the first exception that leaves here, so none does. */
    private void look() {
        try {
            int tagged = tagSome();
            if (tagged > 0) {
                LOG.atInfo().addKeyValue("messages", tagged).log("tagged later");
            }
        } catch (ArchiveException e) {
            LOG.info("no look for untagged mail now: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("the look for untagged mail failed; the next is in {} s", EVERY_SECONDS, e);
        }
    }

    /**
     * Tags what this look and the one before have seen without a decision.
     *
     * @return how many got one
     */
    int tagSome() {
        List<Undecided> waiting = archive.undecided(BATCH);
        int tagged = 0;
        Set<MessageId> seen = new HashSet<>();
        for (Undecided message : waiting) {
            seen.add(message.id());
            if (seenBefore.contains(message.id())
                    && tagger.tag(message.id(), message.direction(), message.envelope(), message.content())
                            .isPresent()) {
                tagged++;
            }
        }
        seenBefore = seen;
        return tagged;
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
    }
}
