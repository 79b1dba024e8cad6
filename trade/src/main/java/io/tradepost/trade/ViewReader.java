package io.tradepost.trade;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tradepost.trade.adapter.Adapter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the five views and never writes: a read-only connection, SELECT alone, rows streamed, each query with a
 * timeout. All views are read in one transaction, so that an order never comes without its customer.
 */
final class ViewReader implements AutoCloseable {

    private static final int FETCH_ROWS = 1_000;
    private static final long CONNECT_TIMEOUT_MS = 3_000;
    /** SQLSTATE class "base table or view not found". */
    private static final String NO_SUCH_TABLE = "42S02";

    /** An updated_at further ahead than any time zone explains would blind the watermark. */
    private static final Duration FUTURE = Duration.ofDays(2);

    private static final int ORDERED_ON = 3;
    private static final int ISO_DATE = 10;

    private static final String H2_FILE = "jdbc:h2:file:";

    private final HikariDataSource pool;
    private final int queryTimeoutSeconds;
    private final boolean letGo;
    private final Adapter adapter;
    private final Clock clock;

    ViewReader(TradeSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("trade-views");
        config.setJdbcUrl(mustExist(settings.jdbcUrl()));
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setReadOnly(true);
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(CONNECT_TIMEOUT_MS);
        config.setValidationTimeout(CONNECT_TIMEOUT_MS / 2);
        // Start even if the database is down: the snapshot is then empty and says so.
        config.setInitializationFailTimeout(-1);
        this.pool = new HikariDataSource(config);
        this.clock = settings.clock();
        this.adapter = settings.adapter();
        this.queryTimeoutSeconds = (int) settings.queryTimeout().toSeconds();
        // An H2 file belongs to one process while a connection is open. Between two looks we hold none, so that the
        // platform (or whoever tries out the sample) can open it too.
        this.letGo = settings.jdbcUrl().startsWith(H2_FILE);
    }

    /** H2 makes an empty file where it finds none. We write nothing, not even that. */
    private static String mustExist(String jdbcUrl) {
        return jdbcUrl.startsWith(H2_FILE) ? jdbcUrl + ";IFEXISTS=TRUE" : jdbcUrl;
    }

    /** One consistent look at the views. */
    <T> T look(Look<T> look) throws SQLException {
        // The pool rolls back what was read when the connection is given back.
        try (Connection connection = pool.getConnection()) {
            return look.at(new Session(connection));
        } finally {
            if (letGo) {
                pool.getHikariPoolMXBean().softEvictConnections();
            }
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    /**
     * What a query gave.
     *
     * @param rows     how many
     * @param inFuture how many of them claim to be changed more than two days from now
     * @param newest   the newest updated_at of the others; {@code LocalDateTime.MIN} if there is none
     */
    record Read(long rows, long inFuture, LocalDateTime newest) {}

    /** What to do with an open session. */
    interface Look<T> {
        T at(Session session) throws SQLException;
    }

    /** The pool wraps what really happened into "connection is not available". */
    static String plainly(SQLException e) {
        Throwable root = e;
        while (root.getCause() instanceof SQLException cause) {
            root = cause;
        }
        return String.valueOf(root.getMessage());
    }

    static boolean isMissing(SQLException e) {
        String state = e.getSQLState();
        // H2 gives 42S02, 42S03 and 42S04 for kinds of "not found"; MariaDB 42S02.
        return state != null && (state.equals(NO_SUCH_TABLE) || state.equals("42S03") || state.equals("42S04"));
    }

    /** Queries of one look. */
    final class Session {
        private final Connection connection;

        private Session(Connection connection) {
            this.connection = connection;
        }

        long count(TradeView view) throws SQLException {
            try (PreparedStatement statement = prepare(view.count(from(view)));
                    ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }

        /** All rows. */
        Read readAll(TradeView view, Consumer<String[]> sink) throws SQLException {
            try (PreparedStatement statement = prepare(view.selectAll(from(view)))) {
                return read(view, statement, sink);
            }
        }

        /** Rows changed since a moment; the moment itself included or not. */
        Read readSince(TradeView view, LocalDateTime since, boolean inclusive, Consumer<String[]> sink)
                throws SQLException {
            String sql = view.selectAll(from(view)) + " WHERE updated_at " + (inclusive ? ">=" : ">") + " ?";
            try (PreparedStatement statement = prepare(sql)) {
                statement.setObject(1, since);
                return read(view, statement, sink);
            }
        }

        private String from(TradeView view) throws SQLException {
            return adapter.from(view.sqlName(), this::hasColumn);
        }

        private boolean hasColumn(String table, String column) throws SQLException {
            try (ResultSet found = connection.getMetaData().getColumns(connection.getCatalog(), null, table, column)) {
                return found.next();
            }
        }

        private PreparedStatement prepare(String sql) throws SQLException {
            PreparedStatement statement =
                    connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
            statement.setFetchSize(FETCH_ROWS);
            statement.setQueryTimeout(queryTimeoutSeconds);
            return statement;
        }

        private Read read(TradeView view, PreparedStatement statement, Consumer<String[]> sink) throws SQLException {
            LocalDateTime newest = LocalDateTime.MIN;
            LocalDateTime horizon =
                    LocalDateTime.now(clock.withZone(ZoneOffset.UTC)).plus(FUTURE);
            long rowCount = 0;
            long inFuture = 0;
            try (ResultSet rows = statement.executeQuery()) {
                int columns = view.columns().size();
                while (rows.next()) {
                    String[] row = new String[columns];
                    for (int i = 0; i < columns; i++) {
                        row[i] = value(rows.getString(i + 1));
                    }
                    if (view == TradeView.ORDER && row[ORDERED_ON].length() > ISO_DATE) {
                        row[ORDERED_ON] = row[ORDERED_ON].substring(0, ISO_DATE);
                    }
                    sink.accept(row);
                    rowCount++;
                    LocalDateTime updated = rows.getObject(columns + 1, LocalDateTime.class);
                    if (updated != null && updated.isAfter(horizon)) {
                        inFuture++;
                    } else if (updated != null && updated.isAfter(newest)) {
                        newest = updated;
                    }
                }
            }
            return new Read(rowCount, inFuture, newest);
        }
    }

    private static String value(@Nullable String raw) {
        if (raw == null) {
            return "";
        }
        String stripped = raw.strip();
        return stripped.length() > TradeView.MAX_VALUE ? stripped.substring(0, TradeView.MAX_VALUE) : stripped;
    }
}
