package io.tradepost.mailbox.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tradepost.mailbox.MailboxStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.james.mailbox.exception.MailboxException;
import org.flywaydb.core.Flyway;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/** The pool, the schema, transactions, and Hibernate over the tables that are modelled. Safe for any number of threads. */
public final class Database implements AutoCloseable {
    private static final long CONNECT_MILLIS = 10_000;
    /** SQLSTATE class 40: the transaction was rolled back for another's sake and may be run again. */
    private static final String ROLLED_BACK = "40";

    private static final int TRIES = 8;
    private static final long LOCK_MILLIS = 60_000;

    private final HikariDataSource pool;
    private final SessionFactory sessions;

    private Database(HikariDataSource pool, SessionFactory sessions) {
        this.pool = pool;
        this.sessions = sessions;
    }

    /**
     * Connects and brings the schema up to date.
     *
     * @param modelled classes that Hibernate is to know
     * @throws MailboxStoreException when the database is away or its tables are not ours
     */
    public static Database open(DatabaseSettings settings, List<Class<?>> modelled) {
        HikariDataSource pool;
        try {
            pool = new HikariDataSource(pool(settings));
        } catch (RuntimeException e) {
            throw MailboxStoreException.temporary("the mailboxes' database cannot be reached: " + e.getMessage(), e);
        }
        try {
            migrate(settings, pool);
            return new Database(pool, sessions(pool, modelled));
        } catch (RuntimeException e) {
            pool.close();
            throw MailboxStoreException.temporary("the mailboxes' tables cannot be used: " + e.getMessage(), e);
        }
    }

    /** What is done with a connection. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it; a failure undoes all of it. */
        T run(Connection connection) throws SQLException, MailboxException;
    }

    /** Reads, outside a transaction: every statement sees what is committed when it begins. */
    public <T> T read(Work<T> work) throws MailboxException {
        try (Connection connection = pool.getConnection()) {
            return work.run(connection);
        } catch (SQLException e) {
            throw new MailboxException("the mailboxes' database failed: " + e.getMessage(), e);
        }
    }

    /** Runs the work in one transaction, durable on return; more than once if it is undone for another's sake. */
    public <T> T change(Work<T> work) throws MailboxException {
        for (int tried = 1; ; tried++) {
            try (Connection connection = pool.getConnection()) {
                return committed(connection, work);
            } catch (SQLException e) {
                if (tried == TRIES || !mayRunAgain(e)) {
                    throw new MailboxException("the mailboxes' database failed: " + e.getMessage(), e);
                }
            }
        }
    }

    /** For what is modelled. Sessions are opened and closed by whoever takes them. */
    public SessionFactory sessions() {
        return sessions;
    }

    @Override
    public void close() {
        sessions.close();
        pool.close();
    }

    private static <T> T committed(Connection connection, Work<T> work) throws SQLException, MailboxException {
        connection.setAutoCommit(false);
        boolean done = false;
        try {
            T result = work.run(connection);
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
    }

    /** Whether the transaction was undone for another's sake. */
    public static boolean mayRunAgain(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith(ROLLED_BACK);
    }

    private static HikariConfig pool(DatabaseSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("mailboxes");
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECT_MILLIS);
        // Every statement sees what others have committed: who has waited for a lock must not decide on what was
        // before.
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        if (settings.mariaDb()) {
            config.addDataSourceProperty("useBulkStmts", "true");
            config.addDataSourceProperty("useServerPrepStmts", "true");
            config.addDataSourceProperty("connectTimeout", Long.toString(CONNECT_MILLIS));
            config.addDataSourceProperty("socketTimeout", "120000");
        } else {
            // Two seconds, H2's own, are soon over where a mailbox of many messages changes as a whole.
            config.setConnectionInitSql("SET LOCK_TIMEOUT " + LOCK_MILLIS);
        }
        return config;
    }

    private static void migrate(DatabaseSettings settings, HikariDataSource pool) {
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(pool)
                .locations("classpath:io/tradepost/mailbox/database/migrations")
                .table("flyway_mailbox")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .placeholders(settings.mariaDb() ? MARIADB : H2)
                .load()
                .migrate();
    }

    /** Names are compared to the octet: two that differ in a space at the end are two mailboxes, which PAD SPACE denies. */
    private static final Map<String, String> MARIADB = Map.of(
            "tableOptions", " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin",
            "bytes", "MEDIUMBLOB",
            "text", "LONGTEXT");

    /** H2 would put large objects into a place of their own, with a look-up for each. */
    private static final Map<String, String> H2 =
            Map.of("tableOptions", "", "bytes", "VARBINARY(1048576)", "text", "VARCHAR(1000000)");

    private static SessionFactory sessions(HikariDataSource pool, List<Class<?>> modelled) {
        return new HibernatePersistenceConfiguration("mailboxes")
                .managedClasses(modelled.toArray(Class<?>[]::new))
                .property("hibernate.connection.datasource", pool)
                .property("hibernate.hbm2ddl.auto", "none")
                .createEntityManagerFactory();
    }
}
