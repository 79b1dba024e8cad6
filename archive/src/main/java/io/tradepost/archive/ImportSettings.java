package io.tradepost.archive;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How mail is brought in from files or from an account elsewhere.
 *
 * @param operator   who does it; kept in each record
 * @param ownDomains the company's domains, lower case, by which direction and accounts are told
 * @param dryRun     whether to say only what would be done
 */
public record ImportSettings(String operator, Set<String> ownDomains, boolean dryRun) {
    public ImportSettings {
        ownDomains = ownDomains.stream()
                .map(domain -> domain.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** To be done, not only tried. */
    public ImportSettings(String operator, Set<String> ownDomains) {
        this(operator, ownDomains, false);
    }
}
