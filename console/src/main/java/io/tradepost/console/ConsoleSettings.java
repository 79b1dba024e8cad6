package io.tradepost.console;

import java.nio.file.Path;

/**
 * How the console listens.
 *
 * @param bind          address to listen on
 * @param port          0 to 65535; 0 for one that is free
 * @param publicMetrics whether {@code /metrics} answers without a token
 * @param version       of this server, for the metrics
 * @param answers       folder for answers that a repeated call gets again; made when it is needed
 * @param limits        what is taken before it is refused
 */
public record ConsoleSettings(
        String bind, int port, boolean publicMetrics, String version, Path answers, Limits limits) {
    public ConsoleSettings {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("a port is from 0 to 65535, not " + port);
        }
    }

    /** With the usual limits. */
    public ConsoleSettings(String bind, int port, boolean publicMetrics, String version, Path answers) {
        this(bind, port, publicMetrics, version, answers, Limits.usual());
    }
}
