package io.tradepost.console;

/**
 * How the console listens.
 *
 * @param bind          address to listen on
 * @param port          0 to 65535; 0 for one that is free
 * @param publicMetrics whether {@code /metrics} answers without a token
 * @param version       of this server, for the metrics
 * @param limits        what is taken before it is refused
 */
public record ConsoleSettings(String bind, int port, boolean publicMetrics, String version, Limits limits) {
    public ConsoleSettings {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("a port is from 0 to 65535, not " + port);
        }
    }

    /** With the usual limits. */
    public ConsoleSettings(String bind, int port, boolean publicMetrics, String version) {
        this(bind, port, publicMetrics, version, Limits.usual());
    }
}
