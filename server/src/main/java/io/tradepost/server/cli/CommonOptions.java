package io.tradepost.server.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options that every command takes, before or after its name. */
final class CommonOptions {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT)
    private boolean help;

    @Option(names = "--data", paramLabel = "DIR", scope = ScopeType.INHERIT)
    private @Nullable String data;

    @Option(names = "--config", paramLabel = "FILE", scope = ScopeType.INHERIT)
    private @Nullable String configuration;

    @Option(names = "--lang", paramLabel = "zh|en", scope = ScopeType.INHERIT)
    private @Nullable String language;

    @Option(names = "--debug", scope = ScopeType.INHERIT)
    private boolean debug;

    boolean help() {
        return help;
    }

    Optional<String> data() {
        return Optional.ofNullable(data);
    }

    Optional<String> configuration() {
        return Optional.ofNullable(configuration);
    }

    Optional<String> language() {
        return Optional.ofNullable(language);
    }

    boolean debug() {
        return debug;
    }
}
