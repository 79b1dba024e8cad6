package io.tradepost.server.james.directory;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.AuditEvent;
import io.tradepost.archive.audit.BoundedAudit;
import io.tradepost.domain.account.AccountAddress;
import io.tradepost.domain.account.SignIn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts on record who signed in to send or to read mail, and who was refused. Mail clients sign in all day, so of each
 * account one success an hour is recorded; refusals are recorded in bounded number, since strangers can cause any number.
 */
public final class SignInRecorder {
    private static final Logger LOG = LoggerFactory.getLogger(SignInRecorder.class);
    private static final Duration ONCE_IN = Duration.ofHours(1);
    private static final int REFUSALS_AT_ONCE = 60;

    private final Consumer<AuditEvent> audit;
    private final BoundedAudit refusals;
    private final Clock clock;
    private final Map<AccountAddress, Instant> recorded = new ConcurrentHashMap<>();

    /**
     * Onto this.
     *
     * @param audit makes an event durable
     * @param nanos a clock that never jumps
     */
    public SignInRecorder(Consumer<AuditEvent> audit, Clock clock, LongSupplier nanos) {
        this.audit = audit;
        this.refusals = new BoundedAudit(audit, REFUSALS_AT_ONCE, nanos);
        this.clock = clock;
    }

    /** Records it, or not; never fails, since mail must go on when the archive can't be written. */
    void record(AccountAddress account, SignIn outcome) {
        Instant now = clock.instant();
        switch (outcome) {
            case SignIn.Refused refused ->
                refusals.record(event(
                        now,
                        account,
                        "refused",
                        Map.of("reason", refused.reason().name().toLowerCase(Locale.ROOT))));
            case SignIn.Accepted accepted -> {
                Instant last = recorded.get(account);
                if (last == null || !now.isBefore(last.plus(ONCE_IN))) {
                    accepted(now, account);
                }
            }
        }
    }

    private void accepted(Instant now, AccountAddress account) {
        try {
            audit.accept(event(now, account, "done", Map.of("further", "not recorded for an hour")));
            recorded.put(account, now);
        } catch (ArchiveException e) {
            LOG.atWarn().addKeyValue("account", account).setCause(e).log("a sign-in could not be recorded");
        }
    }

    private static AuditEvent event(Instant at, AccountAddress account, String outcome, Map<String, String> details) {
        return new AuditEvent(at, account.value(), "", "mail", "sign-in", account.value(), outcome, details);
    }
}
