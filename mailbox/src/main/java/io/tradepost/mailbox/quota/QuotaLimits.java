package io.tradepost.mailbox.quota;

import com.google.common.collect.ImmutableMap;
import io.tradepost.mailbox.database.Database;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.james.core.Domain;
import org.apache.james.core.quota.QuotaCountLimit;
import org.apache.james.core.quota.QuotaLimitValue;
import org.apache.james.core.quota.QuotaSizeLimit;
import org.apache.james.mailbox.model.Quota.Scope;
import org.apache.james.mailbox.model.QuotaRoot;
import org.apache.james.mailbox.quota.MaxQuotaManager;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Limits for James: of a quota root, of its domain, of all. The nearest that is set holds. */
public final class QuotaLimits implements MaxQuotaManager {
    private static final String GLOBAL = "global";
    private static final long UNLIMITED = -1;

    private final LimitTable limits;

    /** Over this database. */
    public QuotaLimits(Database database, Clock clock) {
        this.limits = new LimitTable(database, clock);
    }

    /** The classes of rows that Hibernate must know. */
    public static List<Class<?>> modelled() {
        return LimitTable.modelled();
    }

    @Override
    public Map<Scope, QuotaCountLimit> listMaxMessagesDetails(QuotaRoot root) {
        ImmutableMap.Builder<Scope, QuotaCountLimit> found = ImmutableMap.builder();
        messages(root(root)).ifPresent(limit -> found.put(Scope.User, limit));
        root.getDomain().flatMap(this::getDomainMaxMessage).ifPresent(limit -> found.put(Scope.Domain, limit));
        getGlobalMaxMessage().ifPresent(limit -> found.put(Scope.Global, limit));
        return found.build();
    }

    @Override
    public Map<Scope, QuotaSizeLimit> listMaxStorageDetails(QuotaRoot root) {
        ImmutableMap.Builder<Scope, QuotaSizeLimit> found = ImmutableMap.builder();
        octets(root(root)).ifPresent(limit -> found.put(Scope.User, limit));
        root.getDomain().flatMap(this::getDomainMaxStorage).ifPresent(limit -> found.put(Scope.Domain, limit));
        getGlobalMaxStorage().ifPresent(limit -> found.put(Scope.Global, limit));
        return found.build();
    }

    /** From memory, nearly always: no thread is changed for it. */
    @Override
    public Publisher<QuotaDetails> quotaDetailsReactive(QuotaRoot root) {
        return Mono.fromCallable(() -> quotaDetails(root));
    }

    @Override
    public Optional<QuotaCountLimit> getGlobalMaxMessage() {
        return messages(GLOBAL);
    }

    @Override
    public Optional<QuotaSizeLimit> getGlobalMaxStorage() {
        return octets(GLOBAL);
    }

    @Override
    public Optional<QuotaCountLimit> getDomainMaxMessage(Domain domain) {
        return messages(domain(domain));
    }

    @Override
    public Optional<QuotaSizeLimit> getDomainMaxStorage(Domain domain) {
        return octets(domain(domain));
    }

    @Override
    public void setMaxMessage(QuotaRoot root, QuotaCountLimit limit) {
        setMessages(root(root), Optional.of(limit));
    }

    @Override
    public void removeMaxMessage(QuotaRoot root) {
        setMessages(root(root), Optional.empty());
    }

    @Override
    public void setMaxStorage(QuotaRoot root, QuotaSizeLimit limit) {
        setOctets(root(root), Optional.of(limit));
    }

    @Override
    public void removeMaxStorage(QuotaRoot root) {
        setOctets(root(root), Optional.empty());
    }

    @Override
    public void setDomainMaxMessage(Domain domain, QuotaCountLimit limit) {
        setMessages(domain(domain), Optional.of(limit));
    }

    @Override
    public void removeDomainMaxMessage(Domain domain) {
        setMessages(domain(domain), Optional.empty());
    }

    @Override
    public void setDomainMaxStorage(Domain domain, QuotaSizeLimit limit) {
        setOctets(domain(domain), Optional.of(limit));
    }

    @Override
    public void removeDomainMaxStorage(Domain domain) {
        setOctets(domain(domain), Optional.empty());
    }

    @Override
    public void setGlobalMaxMessage(QuotaCountLimit limit) {
        setMessages(GLOBAL, Optional.of(limit));
    }

    @Override
    public void removeGlobalMaxMessage() {
        setMessages(GLOBAL, Optional.empty());
    }

    @Override
    public void setGlobalMaxStorage(QuotaSizeLimit limit) {
        setOctets(GLOBAL, Optional.of(limit));
    }

    @Override
    public void removeGlobalMaxStorage() {
        setOctets(GLOBAL, Optional.empty());
    }

    @Override
    public Publisher<Void> setMaxMessageReactive(QuotaRoot root, QuotaCountLimit limit) {
        return later(() -> setMaxMessage(root, limit));
    }

    @Override
    public Publisher<Void> removeMaxMessageReactive(QuotaRoot root) {
        return later(() -> removeMaxMessage(root));
    }

    @Override
    public Publisher<Void> setMaxStorageReactive(QuotaRoot root, QuotaSizeLimit limit) {
        return later(() -> setMaxStorage(root, limit));
    }

    @Override
    public Publisher<Void> removeMaxStorageReactive(QuotaRoot root) {
        return later(() -> removeMaxStorage(root));
    }

    @Override
    public Publisher<Void> setDomainMaxMessageReactive(Domain domain, QuotaCountLimit limit) {
        return later(() -> setDomainMaxMessage(domain, limit));
    }

    @Override
    public Publisher<Void> removeDomainMaxMessageReactive(Domain domain) {
        return later(() -> removeDomainMaxMessage(domain));
    }

    @Override
    public Publisher<Void> setDomainMaxStorageReactive(Domain domain, QuotaSizeLimit limit) {
        return later(() -> setDomainMaxStorage(domain, limit));
    }

    @Override
    public Publisher<Void> removeDomainMaxStorageReactive(Domain domain) {
        return later(() -> removeDomainMaxStorage(domain));
    }

    @Override
    public Publisher<Void> setGlobalMaxMessageReactive(QuotaCountLimit limit) {
        return later(() -> setGlobalMaxMessage(limit));
    }

    @Override
    public Publisher<Void> removeGlobalMaxMessageReactive() {
        return later(this::removeGlobalMaxMessage);
    }

    @Override
    public Publisher<Void> setGlobalMaxStorageReactive(QuotaSizeLimit limit) {
        return later(() -> setGlobalMaxStorage(limit));
    }

    @Override
    public Publisher<Void> removeGlobalMaxStorageReactive() {
        return later(this::removeGlobalMaxStorage);
    }

    @Override
    public Publisher<QuotaCountLimit> getDomainMaxMessageReactive(Domain domain) {
        return Mono.fromCallable(() -> getDomainMaxMessage(domain)).flatMap(Mono::justOrEmpty);
    }

    @Override
    public Publisher<QuotaSizeLimit> getDomainMaxStorageReactive(Domain domain) {
        return Mono.fromCallable(() -> getDomainMaxStorage(domain)).flatMap(Mono::justOrEmpty);
    }

    @Override
    public Publisher<QuotaCountLimit> getGlobalMaxMessageReactive() {
        return Mono.fromCallable(this::getGlobalMaxMessage).flatMap(Mono::justOrEmpty);
    }

    @Override
    public Publisher<QuotaSizeLimit> getGlobalMaxStorageReactive() {
        return Mono.fromCallable(this::getGlobalMaxStorage).flatMap(Mono::justOrEmpty);
    }

    private Optional<QuotaCountLimit> messages(String subject) {
        return limits.of(subject)
                .messages()
                .map(limit -> limit == UNLIMITED ? QuotaCountLimit.unlimited() : QuotaCountLimit.count(limit));
    }

    private Optional<QuotaSizeLimit> octets(String subject) {
        return limits.of(subject)
                .octets()
                .map(limit -> limit == UNLIMITED ? QuotaSizeLimit.unlimited() : QuotaSizeLimit.size(limit));
    }

    private void setMessages(String subject, Optional<QuotaCountLimit> limit) {
        limits.change(subject, row -> row.messages(limit.map(QuotaLimits::number)));
    }

    private void setOctets(String subject, Optional<QuotaSizeLimit> limit) {
        limits.change(subject, row -> row.octets(limit.map(QuotaLimits::number)));
    }

    private static long number(QuotaLimitValue<?> limit) {
        return limit.isUnlimited() ? UNLIMITED : limit.asLong();
    }

    private static String root(QuotaRoot root) {
        return "root " + root.getValue();
    }

    /** James compares domains without regard to case. */
    private static String domain(Domain domain) {
        return "domain " + domain.asString();
    }

    private static Publisher<Void> later(Runnable change) {
        return Mono.fromRunnable(change)
                .subscribeOn(Schedulers.boundedElastic())
                .then();
    }
}
