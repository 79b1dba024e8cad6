package io.tradepost.domain.account;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A mail address, checked and in lower case: a dot-atom of ASCII (RFC 5321 section 4.1.2), {@code @}, and a host name whose
 * non-ASCII labels were turned into A-labels (RFC 5890). Quoted local parts and address literals are not addresses of
 * persons here.
 */
public record AccountAddress(String value) implements Comparable<AccountAddress> {
    // RFC 5321 section 4.1.2 Dot-string; section 4.5.3.1.1 allows 64 octets.
    private static final Pattern LOCAL_PART =
            Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /** RFC 5321 section 4.5.3.1.3: a path has 256 octets, two of them the angle brackets. */
    static final int LONGEST = 254;

    /** @throws AccountException if the text is no address */
    public AccountAddress {
        value = normalized(value).orElseThrow(() -> AccountException.invalid("account.address"));
    }

    /** The address in this text, or nothing where the text is none: for text from the wire. */
    public static Optional<AccountAddress> parse(String text) {
        return normalized(text).map(AccountAddress::new);
    }

    static AccountAddress of(String localPart, String domain) {
        return new AccountAddress(localPart + "@" + domain);
    }

    /** A domain in the form that addresses carry: lower case, A-labels, no closing dot. Empty if it is none. */
    static Optional<String> normalizedDomain(String text) {
        String bare = text.strip();
        if (bare.endsWith(".")) {
            bare = bare.substring(0, bare.length() - 1);
        }
        String ascii;
        try {
            ascii = IDN.toASCII(bare, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException unusable) {
            return Optional.empty();
        }
        return DOMAIN.matcher(ascii).matches() && ascii.length() <= 253 ? Optional.of(ascii) : Optional.empty();
    }

    private static Optional<String> normalized(String text) {
        String bare = text.strip();
        int at = bare.lastIndexOf('@');
        // Longer than any address can be: not worth a regular expression's time.
        if (at < 1 || at > 64 || bare.length() > LONGEST) {
            return Optional.empty();
        }
        String local = bare.substring(0, at).toLowerCase(Locale.ROOT);
        if (!LOCAL_PART.matcher(local).matches()) {
            return Optional.empty();
        }
        return normalizedDomain(bare.substring(at + 1))
                .map(domain -> local + "@" + domain)
                .filter(address -> address.length() <= LONGEST);
    }

    public String localPart() {
        return value.substring(0, value.lastIndexOf('@'));
    }

    public String domain() {
        return value.substring(value.lastIndexOf('@') + 1);
    }

    @Override
    public int compareTo(AccountAddress other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
