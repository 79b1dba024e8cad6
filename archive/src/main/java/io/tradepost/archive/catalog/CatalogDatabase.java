package io.tradepost.archive.catalog;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.CatalogSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/** The pool, the schema and Hibernate over one database. */
final class CatalogDatabase implements AutoCloseable {
    static final List<String> TABLES =
            List.of("arc_message", "arc_address", "arc_link_event", "arc_link", "arc_audit", "arc_skipped");

    private static final long CONNECT_MILLIS = 3000;
    private static final int BATCH = 200;

    private final HikariDataSource pool;
    private final SessionFactory sessions;

    private CatalogDatabase(HikariDataSource pool, SessionFactory sessions) {
        this.pool = pool;
        this.sessions = sessions;
    }

    /** Connects and brings the schema up to date; throws whatever the database says when it can't. */
    static CatalogDatabase connect(CatalogSettings settings) {
        HikariDataSource pool = new HikariDataSource(pool(settings));
        try {
            boolean mariaDb = settings.jdbcUrl().startsWith("jdbc:mariadb:");
            Flyway.configure(CatalogDatabase.class.getClassLoader())
                    .dataSource(pool)
                    .locations("classpath:io/tradepost/archive/catalog/migrations")
                    .table("flyway_archive")
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .placeholders(Map.of(
                            "tableOptions",
                            mariaDb ? " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin" : "",
                            // MariaDB's indexes have names of their own in each table.
                            "onMessage",
                            mariaDb ? " ON arc_message" : "",
                            "onAddress",
                            mariaDb ? " ON arc_address" : ""))
                    .load()
                    .migrate();
            return new CatalogDatabase(pool, factory(pool));
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    SessionFactory sessions() {
        return sessions;
    }

    /**
     * Rewrites what the database keeps on disk, so that no page holds what deleted rows said. H2 does that by closing, so
     * nobody may be connected: a pool would hand out connections to a database that is gone. MariaDB's own logs, and
     * backups of the database, are beyond us.
     */
    static void purge(CatalogSettings settings) {
        String sql = settings.jdbcUrl().startsWith("jdbc:h2:")
                ? "shutdown compact"
                : "optimize table arc_message, arc_address, arc_link, arc_link_event";
        try (Connection connection =
                        DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw ArchiveException.temporary("the catalog's files could not be rewritten: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        sessions.close();
        pool.close();
    }

    private static HikariConfig pool(CatalogSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("archive-catalog");
        config.setJdbcUrl(settings.jdbcUrl());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setInitializationFailTimeout(-1);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        if (settings.jdbcUrl().startsWith("jdbc:mariadb:")) {
            config.addDataSourceProperty("useBulkStmts", "true");
            config.addDataSourceProperty("connectTimeout", Long.toString(CONNECT_MILLIS));
            config.addDataSourceProperty("socketTimeout", "60000");
        }
        return config;
    }

    private static SessionFactory factory(HikariDataSource pool) {
        return new HibernatePersistenceConfiguration("archive-catalog")
                .managedClasses(
                        WatermarkRow.class,
                        MessageRow.class,
                        AddressRow.class,
                        LinkEventRow.class,
                        LinkRow.class,
                        AuditRow.class,
                        SkippedRow.class)
                .property("hibernate.connection.datasource", pool)
                .property("hibernate.jdbc.batch_size", BATCH)
                .property("hibernate.order_inserts", true)
                .property("hibernate.hbm2ddl.auto", "none")
                .createEntityManagerFactory();
    }
}
