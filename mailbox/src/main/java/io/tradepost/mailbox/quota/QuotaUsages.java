package io.tradepost.mailbox.quota;

import io.tradepost.mailbox.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.Optional;
import org.apache.james.core.quota.QuotaCountUsage;
import org.apache.james.core.quota.QuotaSizeUsage;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.CurrentQuotas;
import org.apache.james.mailbox.model.QuotaOperation;
import org.apache.james.mailbox.model.QuotaRoot;
import org.apache.james.mailbox.quota.CurrentQuotaManager;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What is used, for James. Changes of mailboxes keep the numbers by themselves; setting them here is for a recount.
 */
public final class QuotaUsages implements CurrentQuotaManager {
    private static final Logger LOG = LoggerFactory.getLogger(QuotaUsages.class);

    private final Database database;

    /** Over this database. */
    public QuotaUsages(Database database) {
        this.database = database;
    }

    @Override
    public Publisher<QuotaCountUsage> getCurrentMessageCount(QuotaRoot root) {
        return Mono.from(getCurrentQuotas(root)).map(CurrentQuotas::count);
    }

    @Override
    public Publisher<QuotaSizeUsage> getCurrentStorage(QuotaRoot root) {
        return Mono.from(getCurrentQuotas(root)).map(CurrentQuotas::size);
    }

    @Override
    public Publisher<CurrentQuotas> getCurrentQuotas(QuotaRoot root) {
        return Mono.fromCallable(() -> database.read(connection -> find(connection, root)))
                .map(found -> found.orElseGet(CurrentQuotas::emptyQuotas))
                .subscribeOn(Schedulers.boundedElastic());
    }

    @Override
    public Publisher<Void> increase(QuotaOperation operation) {
        return later(operation, "messages = messages + ?, octets = octets + ?", 1);
    }

    @Override
    public Publisher<Void> decrease(QuotaOperation operation) {
        return later(operation, "messages = messages + ?, octets = octets + ?", -1);
    }

    @Override
    public Publisher<Void> setCurrentQuotas(QuotaOperation operation) {
        return later(operation, "messages = ?, octets = ?", 1);
    }

    private Publisher<Void> later(QuotaOperation operation, String assignment, int sign) {
        return Mono.fromCallable(() -> change(operation, assignment, sign))
                .subscribeOn(Schedulers.boundedElastic())
                .then();
    }

    private boolean change(QuotaOperation operation, String assignment, int sign) throws MailboxException {
        return database.change(connection -> {
            if (!update(connection, operation, assignment, sign)) {
                begin(connection, operation.quotaRoot());
                return update(connection, operation, assignment, sign);
            }
            return true;
        });
    }

    private static boolean update(Connection connection, QuotaOperation operation, String assignment, int sign)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE mb_quota_usage SET " + assignment + " WHERE quota_root = ?")) {
            update.setLong(1, sign * operation.count().asLong());
            update.setLong(2, sign * operation.size().asLong());
            update.setString(3, operation.quotaRoot().getValue());
            return update.executeUpdate() > 0;
        }
    }

    private static void begin(Connection connection, QuotaRoot root) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO mb_quota_usage (quota_root, messages, octets) VALUES (?, 0, 0)")) {
            insert.setString(1, root.getValue());
            insert.executeUpdate();
        } catch (SQLIntegrityConstraintViolationException e) {
            // Another transaction made the row meanwhile, which is as good.
            LOG.debug("the quota root is there already", e);
        }
    }

    private static Optional<CurrentQuotas> find(Connection connection, QuotaRoot root) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT messages, octets FROM mb_quota_usage WHERE quota_root = ?")) {
            select.setString(1, root.getValue());
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new CurrentQuotas(
                                QuotaCountUsage.count(row.getLong(1)), QuotaSizeUsage.size(row.getLong(2))))
                        : Optional.empty();
            }
        }
    }
}
