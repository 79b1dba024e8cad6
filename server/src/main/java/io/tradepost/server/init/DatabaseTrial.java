package io.tradepost.server.init;

import io.tradepost.server.config.Secret;
import io.tradepost.server.config.TradepostConfiguration;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/** Tries whether a configured database lets us in, so that a mistyped password shows before the first start. */
public final class DatabaseTrial {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private DatabaseTrial() {}

    /** Why it does not; empty if it does. */
    public static Optional<String> connect(TradepostConfiguration.Database database) {
        Properties properties = new Properties();
        properties.put("user", database.user().orElse(""));
        properties.put("password", database.password().map(Secret::reveal).orElse(""));
        properties.put("connectTimeout", Long.toString(PATIENCE.toMillis()));
        try (Connection connection = DriverManager.getConnection(database.url().orElse(""), properties)) {
            return connection.isValid((int) PATIENCE.toSeconds()) ? Optional.empty() : Optional.of("?");
        } catch (SQLException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
