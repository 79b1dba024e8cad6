package io.tradepost.server.james.queue;

import io.tradepost.mailets.RetryLater;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.mailet.Mail;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Brings mail back from where it waits: from the waiting queue when its time has come, and from the spooler's error
 * repository, into which James puts a mail that it failed on six times in a row.
 *
 * <p>Both ways the mail is first durable in its new place and only then removed from the old one (law L1): a crash between
 * the two makes a second copy under the same name, which the archive knows, and never none.
 */
public final class WaitingMail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WaitingMail.class);

    private final MailQueueFactory<?> queues;
    private final MailRepositoryStore repositories;
    private final MailRepositoryUrl errors;
    private final RetryLater retryLater;
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("waiting-mail").factory());

    /** Held while a mail is in two places. */
    private final Lock moving = new ReentrantLock();

    private boolean closed;
    private @Nullable Disposable subscription;
    private @Nullable Scheduler scheduler;

    @Inject
    public WaitingMail(
            MailQueueFactory<?> queues,
            MailRepositoryStore repositories,
            ErrorRepository errors,
            RetryLater retryLater) {
        this.queues = queues;
        this.repositories = repositories;
        this.errors = errors.url();
        this.retryLater = retryLater;
    }

    /** The repository that the spooler is configured with. */
    public record ErrorRepository(MailRepositoryUrl url) {}

    /** Starts bringing mail back. */
    public void start() {
        MailQueue waiting = queues.createQueue(RetryLater.QUEUE);
        MailQueue spool = queues.createQueue(MailQueueFactory.SPOOL);
        Scheduler own = Schedulers.newSingle("waiting-mail-queue", true);
        scheduler = own;
        subscription = Flux.from(waiting.deQueue())
                .doOnNext(item -> bringBack(item, spool))
                .onErrorContinue((error, item) -> LOG.error("waiting mail could not be brought back", error))
                .subscribeOn(own)
                .subscribe();
        var unused = clockwork.scheduleWithFixedDelay(this::emptyErrorRepository, 5, 60, TimeUnit.SECONDS);
    }

    private void bringBack(MailQueue.MailQueueItem item, MailQueue spool) {
        Mail mail = item.getMail();
        moving.lock();
        try {
            if (closed) {
                return;
            }
            spool.enQueue(mail);
            item.done(MailQueue.MailQueueItem.CompletionStatus.SUCCESS);
            LOG.atInfo().addKeyValue("mail", mail.getName()).log("waiting mail goes on");
        } catch (MailQueue.MailQueueException e) {
            LOG.atWarn().addKeyValue("mail", mail.getName()).setCause(e).log("waiting mail stays");
            reject(item);
        } finally {
            moving.unlock();
            LifecycleUtil.dispose(mail);
        }
    }

    private static void reject(MailQueue.MailQueueItem item) {
        try {
            item.done(MailQueue.MailQueueItem.CompletionStatus.REJECT);
            Thread.sleep(Duration.ofSeconds(1));
        } catch (MailQueue.MailQueueException e) {
            LOG.error("a waiting mail could not be given back to its queue", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void emptyErrorRepository() {
        try {
            MailRepository repository = repositories.select(errors);
            List<MailKey> keys = new java.util.ArrayList<>();
            Iterator<MailKey> all = repository.list();
            all.forEachRemaining(keys::add);
            for (MailKey key : keys) {
                bringBack(repository, key);
            }
        } catch (MailRepositoryStore.MailRepositoryStoreException | MessagingException | RuntimeException e) {
            LOG.warn("the error repository could not be emptied; next try in a minute", e);
        }
    }

    private void bringBack(MailRepository repository, MailKey key)
            throws MailRepositoryStore.MailRepositoryStoreException, MessagingException {
        moving.lock();
        try {
            Mail mail = closed ? null : repository.retrieve(key);
            if (mail != null) {
                String state = Mail.ERROR.equals(mail.getState()) ? Mail.DEFAULT : mail.getState();
                retryLater.putAside(mail, state, "brought back from the error repository");
                repository.remove(key);
                LifecycleUtil.dispose(mail);
            }
        } finally {
            moving.unlock();
        }
    }

    /** Lets the mail that is being moved arrive first: interrupted in between, it would be in both places. */
    @Override
    public void close() {
        moving.lock();
        try {
            closed = true;
        } finally {
            moving.unlock();
        }
        clockwork.shutdownNow();
        if (subscription != null) {
            subscription.dispose();
        }
        if (scheduler != null) {
            scheduler.dispose();
        }
    }
}
