package io.tradepost.trade;

import io.tradepost.trade.sample.SampleCompany;
import io.tradepost.trade.sample.SampleSchema;
import io.tradepost.trade.sample.SampleSchema.Dialect;
import io.tradepost.trade.sample.SampleTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The sample trade database that makes a first run real: some 250 invented customers in 42 countries with their
 * contacts, orders and numbers, behind the same five views as a real platform.
 */
public final class SampleTrade {

    /** What the sample is made from unless said otherwise. */
    public static final long SEED = 20_261_123L;
    /** User of the embedded sample. Its password is empty: the file lies in the data folder and is read by us alone. */
    public static final String USER = "sa";

    private static final String NAME = "trade-sample";
    private static final int ROWS_PER_INSERT = 200;

    private SampleTrade() {}

    /**
     * Makes the sample as an H2 file in this folder, if it is not there yet.
     *
     * @param owners addresses of the staff among whom the customers are shared out; at least one
     * @return its JDBC URL, for {@value #USER} and an empty password
     */
    public static String createEmbedded(Path folder, List<String> owners) {
        Path file = folder.resolve(NAME + ".mv.db");
        if (Files.exists(file)) {
            return url(folder, NAME);
        }
        try {
            Files.createDirectories(folder);
            // Under another name first: a run that is killed half-way leaves no half sample behind.
            String half = NAME + "-unfinished";
            Path unfinished = folder.resolve(half + ".mv.db");
            Files.deleteIfExists(unfinished);
            write(url(folder, half), USER, "", owners, SEED);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw TradeException.temporary("The sample could not be made in " + folder, e);
        }
        return url(folder, NAME);
    }

    /**
     * Writes tables, rows and views into an empty schema of H2 or MariaDB. This is the one thing here that writes into a
     * database, and it never touches a table that exists.
     *
     * @throws TradeException if the tables exist already, or the database cannot be written
     */
    public static void write(String jdbcUrl, String user, String password, List<String> owners, long seed) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, user, password)) {
            String product = connection.getMetaData().getDatabaseProductName();
            try (Statement statement = connection.createStatement()) {
                for (String sql : SampleSchema.tables(product.equals("H2") ? Dialect.H2 : Dialect.MARIADB)) {
                    statement.execute(sql);
                }
            }
            connection.setAutoCommit(false);
            for (SampleTable table : SampleCompany.make(seed, owners)) {
                insert(connection, table);
            }
            connection.commit();
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                for (String sql : SampleSchema.views()) {
                    statement.execute(sql);
                }
            }
        } catch (SQLException e) {
            throw TradeException.permanent("The sample could not be written: " + e.getMessage(), e);
        }
    }

    /** The same as an SQL script for MariaDB ({@code mariadb --default-character-set=utf8mb4 SCHEMA < file}). */
    public static String script(List<String> owners, long seed) {
        StringBuilder sql =
                new StringBuilder("-- The sample trade database: nobody in it exists.\nSET NAMES utf8mb4;\n");
        SampleSchema.tables(Dialect.MARIADB).forEach(one -> sql.append(one).append(";\n"));
        for (SampleTable table : SampleCompany.make(seed, owners)) {
            for (int from = 0; from < table.rows().size(); from += ROWS_PER_INSERT) {
                sql.append(into(table)).append(" VALUES\n");
                sql.append(table.rows().subList(from, Math.min(table.rows().size(), from + ROWS_PER_INSERT)).stream()
                        .map(SampleTrade::literals)
                        .collect(Collectors.joining(",\n")));
                sql.append(";\n");
            }
        }
        SampleSchema.views().forEach(one -> sql.append(one).append(";\n"));
        return sql.toString();
    }

    private static void insert(Connection connection, SampleTable table) throws SQLException {
        String marks = String.join(", ", Collections.nCopies(table.columns().size(), "?"));
        try (PreparedStatement statement = connection.prepareStatement(into(table) + " VALUES (" + marks + ")")) {
            for (List<Object> row : table.rows()) {
                for (int i = 0; i < row.size(); i++) {
                    statement.setObject(i + 1, row.get(i));
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static String into(SampleTable table) {
        return "INSERT INTO " + table.name() + " (" + String.join(", ", table.columns()) + ")";
    }

    private static String literals(List<Object> row) {
        return row.stream()
                .map(value -> "'"
                        + value.toString()
                                .replace("\\", "\\\\")
                                .replace("'", "''")
                                .replaceFirst("^(\\d{4}-\\d\\d-\\d\\d)T", "$1 ")
                        + "'")
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String url(Path folder, String name) {
        return "jdbc:h2:file:" + folder.toAbsolutePath().normalize().resolve(name);
    }
}
