package io.tradepost.server.james.queue;

import io.tradepost.mailets.MailFactsAttributes;
import io.tradepost.mailets.RetryLater;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.MailQueueName;
import org.apache.mailet.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks into everything where accepted mail lies, and moves it at a person's word. A mail is always durable in its new place
 * before it leaves the old one (law L1); what is not archived yet is neither held nor removed (law L3).
 */
public final class MailQueues {
    /** Where mail is kept that a person has to release, as the pipeline names it. */
    private static final MailRepositoryUrl HELD = MailRepositoryUrl.from("file://mail/held/");

    private static final Logger LOG = LoggerFactory.getLogger(MailQueues.class);
    private static final MailQueueName OUTGOING = MailQueueName.of("outgoing");

    private final MailQueueFactory<?> queues;
    private final MailRepositoryStore repositories;
    private final MailRepositoryUrl errors;

    @Inject
    public MailQueues(
            MailQueueFactory<?> queues, MailRepositoryStore repositories, WaitingMail.ErrorRepository errors) {
        this.queues = queues;
        this.repositories = repositories;
        this.errors = errors.url();
    }

    /** How it ended. */
    public enum Outcome {
        DONE,
        /** Somebody is working on the mail at this moment, or it has just left. */
        BUSY,
        /** The mail is not archived yet. */
        NOT_ARCHIVED,
        /** That can't be done with mail in this place. */
        NOT_HERE
    }

    /**
     * What lies in one place.
     *
     * @param oldest when the oldest mail in it was received
     */
    public record Backlog(long size, Optional<Instant> oldest) {}

    /** Something that James may not be able to do. */
    @FunctionalInterface
    private interface Work<T> {
        T get() throws MessagingException;
    }

    private static <T> T done(Work<T> work) {
        try {
            return work.get();
        } catch (MessagingException e) {
            throw new MailQueuesException(e);
        }
    }

    /**
     * Everything that is not delivered yet, place by place, oldest first.
     *
     * @throws MailQueuesException if a place can't be read
     */
    public List<QueuedMail> list() {
        return done(this::everything);
    }

    private List<QueuedMail> everything() throws MessagingException {
        List<QueuedMail> all = new ArrayList<>();
        for (QueuePlace place : QueuePlace.values()) {
            List<QueuedMail> here =
                    new ArrayList<>(place.inBroker() ? queue(place).look(place) : kept(place));
            here.sort(Comparator.comparing(QueuedMail::receivedAt));
            all.addAll(here);
        }
        return all;
    }

    /**
     * How much lies in each place, and since when.
     *
     * @throws MailQueuesException if a place can't be read
     */
    public Map<QueuePlace, Backlog> summary() {
        Map<QueuePlace, Backlog> summary = new EnumMap<>(QueuePlace.class);
        for (QueuePlace place : QueuePlace.values()) {
            summary.put(place, new Backlog(0, Optional.empty()));
        }
        for (QueuedMail mail : list()) {
            summary.merge(
                    mail.place(),
                    new Backlog(1, Optional.of(mail.receivedAt())),
                    (sum, one) -> new Backlog(sum.size() + 1, sum.oldest().or(one::oldest)));
        }
        return summary;
    }

    private List<QueuedMail> kept(QueuePlace place) throws MessagingException {
        return repository(place).look().stream()
                .map(kept -> QueueEntries.of(place, kept.head(), kept.size()))
                .toList();
    }

    /** Tries a mail again at once that waits for its time. Held mail is not tried: see {@link #release}. */
    public Outcome retry(QueuedMail mail) {
        return switch (mail.place()) {
            case WAITING -> moved(() -> queue(QueuePlace.WAITING).move(mail.name(), MailQueueFactory.SPOOL));
            case OUTGOING -> moved(() -> queue(QueuePlace.OUTGOING).move(mail.name(), OUTGOING));
            case ERROR -> moved(() -> backToSpool(QueuePlace.ERROR, mail.name()));
            case SPOOL -> Outcome.BUSY;
            case HELD -> Outcome.NOT_HERE;
        };
    }

    /** Sends a held mail on its way; the pipeline will not hold it again. */
    public Outcome release(QueuedMail mail) {
        return mail.place() == QueuePlace.HELD
                ? moved(() -> backToSpool(QueuePlace.HELD, mail.name()))
                : Outcome.NOT_HERE;
    }

    private boolean backToSpool(QueuePlace place, String name) throws MessagingException {
        MailKey key = new MailKey(name);
        Mail mail = repository(place).retrieve(key);
        if (mail == null) {
            return false;
        }
        try {
            if (place == QueuePlace.HELD) {
                MailFactsAttributes.note(mail, MailFactsAttributes.RELEASED, "yes");
            } else if (Mail.ERROR.equals(mail.getState())) {
                mail.setState(Mail.DEFAULT);
            }
            queues.createQueue(MailQueueFactory.SPOOL).enQueue(mail);
            repository(place).remove(key);
            return true;
        } finally {
            LifecycleUtil.dispose(mail);
        }
    }

    /** Keeps a waiting or outgoing mail back until somebody releases it. */
    public Outcome hold(QueuedMail mail) {
        if (mail.place() != QueuePlace.WAITING && mail.place() != QueuePlace.OUTGOING) {
            return Outcome.NOT_HERE;
        }
        if (mail.archiveId().isEmpty()) {
            return Outcome.NOT_ARCHIVED;
        }
        return moved(() -> queue(mail.place()).takeOut(mail.name(), taken -> {
            if (mail.place() == QueuePlace.OUTGOING) {
                taken.setState("relay");
            }
            taken.removeAttribute(MailFactsAttributes.RELEASED);
            repository(QueuePlace.HELD).store(taken);
            LifecycleUtil.dispose(taken);
        }));
    }

    /** Takes a mail away undelivered. It stays in the archive, and so one that is not there is not removed. */
    public Outcome remove(QueuedMail mail) {
        if (mail.place() == QueuePlace.SPOOL) {
            return Outcome.BUSY;
        }
        if (mail.archiveId().isEmpty()) {
            return Outcome.NOT_ARCHIVED;
        }
        LOG.atWarn().addKeyValue("mail", mail.name()).log("taken away by the operator");
        return moved(() -> {
            if (mail.place().inBroker()) {
                return queue(mail.place()).takeOut(mail.name(), LifecycleUtil::dispose);
            }
            repository(mail.place()).remove(new MailKey(mail.name()));
            return true;
        });
    }

    private static Outcome moved(Work<Boolean> work) {
        return done(work) ? Outcome.DONE : Outcome.BUSY;
    }

    private ExactMailQueue queue(QueuePlace place) {
        MailQueueName name = switch (place) {
            case SPOOL -> MailQueueFactory.SPOOL;
            case WAITING -> RetryLater.QUEUE;
            case OUTGOING -> OUTGOING;
            case HELD, ERROR -> throw new IllegalArgumentException(place + " is no queue of the broker");
        };
        if (queues.createQueue(name) instanceof ExactMailQueue queue) {
            return queue;
        }
        throw new IllegalStateException("the queue " + name.asString() + " is not ours");
    }

    private SyncedMailRepository repository(QueuePlace place) throws MessagingException {
        try {
            if (repositories.select(place == QueuePlace.HELD ? HELD : errors) instanceof SyncedMailRepository ours) {
                return ours;
            }
            throw new IllegalStateException("where " + place.word() + " mail is kept is not ours");
        } catch (MailRepositoryStore.MailRepositoryStoreException e) {
            throw new MessagingException("can't open where mail is kept: " + place.word(), e);
        }
    }
}
