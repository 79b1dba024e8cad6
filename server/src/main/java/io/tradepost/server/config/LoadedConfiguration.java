package io.tradepost.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A configuration that was read, checked and found good.
 *
 * @param configuration the values; paths in them are absolute, domain names lower-case A-labels (RFC 5890)
 * @param provenance    for each leaf key ({@code smtp.port}) where its value was said
 * @param warnings      what is allowed but probably not meant
 * @param file          the configuration file, if one was read
 * @param demo          whether the demo's values lie under it
 */
public record LoadedConfiguration(
        TradepostConfiguration configuration,
        Map<String, Source> provenance,
        List<Problem> warnings,
        Optional<Path> file,
        boolean demo) {
    public LoadedConfiguration {
        warnings = List.copyOf(warnings);
    }
}
