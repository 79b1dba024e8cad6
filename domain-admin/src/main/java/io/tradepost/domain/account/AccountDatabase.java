package io.tradepost.domain.account;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tradepost.domain.DomainAdminException;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.BatchSettings;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.DataException;
import org.hibernate.exception.SQLGrammarException;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pool, the schema and the transactions. Failures come out as this room's own: what a restart of the database or a
 * free lock can mend is {@link AccountsUnavailableException}, so that mail waits rather than bounces.
 */
final class AccountDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AccountDatabase.class);
    private static final Duration LONGEST_WAIT_FOR_CONNECTION = Duration.ofSeconds(3);
    /** A database that hangs without closing its connection must not hang mail with it. */
    private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(20);

    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);
    private static final ThreadFactory DAEMON =
            Thread.ofPlatform().daemon().name("accounts-db-", 0).factory();

    private final HikariDataSource pool;
    private final SessionFactory sessions;
    /**
     * All work is done on threads that nobody else can reach. A mail server interrupts its threads freely, and H2 closes its
     * file, for everybody, when the thread that reads it is interrupted.
     */
    private final ExecutorService workers;

    private AccountDatabase(HikariDataSource pool, SessionFactory sessions, int poolSize) {
        this.pool = pool;
        this.sessions = sessions;
        this.workers = Executors.newFixedThreadPool(poolSize, DAEMON);
    }

    static AccountDatabase open(AccountSettings settings) {
        boolean mariaDb = settings.jdbcUrl().startsWith("jdbc:mariadb:");
        HikariDataSource pool = connect(settings, mariaDb);
        try {
            migrate(pool, mariaDb);
            return new AccountDatabase(pool, sessionsOver(pool), settings.poolSize());
        } catch (FlywayException | PersistenceException failure) {
            pool.close();
            throw DomainAdminException.permanent("the tables of the accounts could not be made ready", failure);
        }
    }

    private static HikariDataSource connect(AccountSettings settings, boolean mariaDb) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("accounts");
        config.setJdbcUrl(settings.jdbcUrl());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(1);
        config.setAutoCommit(false);
        config.setConnectionTimeout(LONGEST_WAIT_FOR_CONNECTION.toMillis());
        config.setValidationTimeout(Duration.ofSeconds(2).toMillis());
        if (mariaDb) {
            config.addDataSourceProperty("connectTimeout", LONGEST_WAIT_FOR_CONNECTION.toMillis());
            config.addDataSourceProperty("socketTimeout", LONGEST_STATEMENT.toMillis());
        }
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException away) {
            throw new AccountsUnavailableException("the database of the accounts does not answer", away);
        }
    }

    private static void migrate(HikariDataSource pool, boolean mariaDb) {
        Flyway.configure(AccountDatabase.class.getClassLoader())
                .dataSource(pool)
                .locations("classpath:io/tradepost/domain/account/migration")
                .table("flyway_accounts")
                // Other rooms may keep their tables in the same schema.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .placeholders(Map.of(
                        "table_options",
                        mariaDb ? " engine=InnoDB default character set utf8mb4 collate utf8mb4_bin" : ""))
                .load()
                .migrate();
    }

    private static SessionFactory sessionsOver(HikariDataSource pool) {
        return new HibernatePersistenceConfiguration("accounts")
                .managedClasses(AccountRow.class, AddressRow.class, ChangeRow.class, GroupRow.class, TokenRow.class)
                .property(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, pool)
                .property(JdbcSettings.CONNECTION_PROVIDER_DISABLES_AUTOCOMMIT, true)
                // We say it ourselves, once; these would say it each second while a database is away.
                .property(JdbcSettings.LOG_JDBC_ERRORS, false)
                .property(BatchSettings.STATEMENT_BATCH_SIZE, 100)
                .createEntityManagerFactory();
    }

    /** Reads in one transaction. */
    <T> T read(Function<Session, T> work) {
        return await(() -> sessions.fromTransaction(session -> {
            session.setDefaultReadOnly(true);
            return work.apply(session);
        }));
    }

    /**
     * Writes in one transaction. It begins by raising the change counter, whose row lock makes every other writer, in this
     * process or another, wait until this one is done: a check followed by an insert needs no further lock.
     */
    <T> T write(Function<Session, T> work) {
        return await(() -> sessions.fromTransaction(session -> {
            session.createMutationQuery("update ChangeRow set version = version + 1 where id = 1")
                    .executeUpdate();
            return work.apply(session);
        }));
    }

    /** Writes what no reader's snapshot depends on, so the change counter stays as it is. */
    void note(Consumer<Session> work) {
        await(() -> {
            sessions.inTransaction(work);
            return true;
        });
    }

    private <T> T await(Callable<T> work) {
        try {
            return workers.submit(work).get();
        } catch (InterruptedException interrupted) {
            // The work goes on; whoever waited for it does not learn how it ended.
            Thread.currentThread().interrupt();
            throw new AccountsUnavailableException("interrupted while waiting for the accounts", interrupted);
        } catch (RejectedExecutionException closed) {
            throw new AccountsUnavailableException("the accounts are closed", closed);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof PersistenceException database) {
                throw sorted(database);
            }
            if (failure.getCause() instanceof DomainAdminException ours) {
                throw ours;
            }
            throw DomainAdminException.permanent("work on the accounts went wrong", failure);
        }
    }

    static long version(Session session) {
        return session.createSelectionQuery("select version from ChangeRow where id = 1", Long.class)
                .getSingleResult();
    }

    private static DomainAdminException sorted(PersistenceException failure) {
        // These three say that we are wrong. Everything else is the database's state, which can change.
        return switch (failure) {
            case ConstraintViolationException ours ->
                DomainAdminException.permanent("the accounts' tables refused a row", ours);
            case DataException ours ->
                DomainAdminException.permanent("a value does not fit the accounts' tables", ours);
            case SQLGrammarException ours ->
                DomainAdminException.permanent("the accounts' tables are not as they should be", ours);
            default -> new AccountsUnavailableException("the database of the accounts failed", failure);
        };
    }

    /** Waits for work under way, then lets go of the connections. */
    @Override
    public void close() {
        workers.shutdown();
        try {
            if (!workers.awaitTermination(LONGEST_CLOSE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("Work on the accounts was cut off after {}", LONGEST_CLOSE);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        try {
            sessions.close();
        } finally {
            pool.close();
        }
    }
}
