package io.tradepost.archive;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How mail is brought in from files.
 *
 * @param operator   who does it; kept in each record
 * @param ownDomains the company's domains, lower case, by which direction and accounts are told
 */
public record ImportSettings(String operator, Set<String> ownDomains) {
    public ImportSettings {
        ownDomains = ownDomains.stream()
                .map(domain -> domain.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
