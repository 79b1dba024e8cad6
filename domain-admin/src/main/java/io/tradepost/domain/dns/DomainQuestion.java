package io.tradepost.domain.dns;

import io.tradepost.domain.DomainAdminException;
import java.net.IDN;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/**
 * A domain to check and what we are in it.
 *
 * @param domain the mail domain, in lower case and A-labels
 * @param mailHost our server's name: what MX should name and what we say in HELO; empty if it has none yet
 * @param receivingAddresses where the world should deliver; empty if not known
 * @param sendingAddresses where our mail comes from; empty if not known
 */
public record DomainQuestion(
        String domain, String mailHost, List<InetAddress> receivingAddresses, List<InetAddress> sendingAddresses) {
    /** @throws DomainAdminException if the domain or the host is no name */
    public DomainQuestion {
        domain = normalized(domain);
        mailHost = mailHost.isBlank() ? "" : normalized(mailHost);
        receivingAddresses = sorted(receivingAddresses);
        sendingAddresses = sorted(sendingAddresses);
    }

    private static List<InetAddress> sorted(Collection<InetAddress> addresses) {
        return addresses.stream()
                .distinct()
                .sorted(Comparator.comparingInt((InetAddress address) -> address.getAddress().length)
                        .thenComparing(InetAddress::getHostAddress))
                .toList();
    }

    private static String normalized(String text) {
        String bare = text.strip();
        try {
            String ascii = IDN.toASCII(bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare)
                    .toLowerCase(Locale.ROOT);
            if (!ascii.matches("[a-z0-9_-]+(\\.[a-z0-9_-]+)+")) {
                throw new IllegalArgumentException("not labels and dots");
            }
            return Name.fromString(ascii + ".").toString(true);
        } catch (IllegalArgumentException | TextParseException unusable) {
            throw DomainAdminException.permanent("'" + text + "' is no domain name", unusable);
        }
    }

    Name name() {
        return absolute(domain);
    }

    static Name absolute(String domain) {
        try {
            return Name.fromString(domain + ".");
        } catch (TextParseException impossible) {
            throw new IllegalStateException(domain + " was checked before", impossible);
        }
    }
}
