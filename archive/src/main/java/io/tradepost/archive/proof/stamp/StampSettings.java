package io.tradepost.archive.proof.stamp;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which authority stamps, and how often.
 *
 * @param authority where requests are posted to (RFC 3161 section 3.4)
 * @param every     time between two stamps, if there is a newer checkpoint; one is asked for at each sealing as well
 * @param policy    object identifier that the authority must stamp under, if one is demanded
 * @param roots     certificates that the authority's must lead to; if there are none, its signature is checked but not who it
 *                  is
 */
public record StampSettings(URI authority, Duration every, Optional<String> policy, List<X509Certificate> roots) {
    public StampSettings {
        roots = List.copyOf(roots);
    }
}
