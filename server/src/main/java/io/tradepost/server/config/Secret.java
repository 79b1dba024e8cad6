package io.tradepost.server.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A password or key from the configuration. Printing it prints dots, so that no log line, error or page shows it by
 * accident; only {@link #reveal} gives it away.
 */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Wraps a value that came from a file, the environment or the configuration. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The value itself, for whoever must present it to the other side. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), secret.value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "••••••";
    }
}
