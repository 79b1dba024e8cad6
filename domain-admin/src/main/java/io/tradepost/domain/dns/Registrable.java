package io.tradepost.domain.dns;

import com.google.common.net.InternetDomainName;
import java.util.Optional;

/** Which part of a name somebody registered, by the public suffix list that Guava carries. */
final class Registrable {
    private Registrable() {}

    /** {@code example.co.uk} of {@code spf.example.co.uk}; nothing for a name that can't be registered. */
    static Optional<String> domainOf(String name) {
        if (!InternetDomainName.isValid(name)) {
            // Underscores are common in names of records and never part of what one registers.
            String plain = name.replaceFirst("^(_[^.]*\\.)+", "");
            return plain.equals(name) ? Optional.empty() : domainOf(plain);
        }
        InternetDomainName domain = InternetDomainName.from(name);
        return domain.isUnderRegistrySuffix()
                ? Optional.of(domain.topDomainUnderRegistrySuffix().toString())
                : Optional.empty();
    }
}
