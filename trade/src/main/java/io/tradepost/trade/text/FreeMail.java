package io.tradepost.trade.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * Providers where anybody gets a mailbox. Their domain says nothing about the company behind an address. The list is the
 * resource {@code freemail.txt}, one domain a line.
 */
public final class FreeMail {

    private static final Set<String> DOMAINS = read();

    private FreeMail() {}

    /** Whether this canonical domain, or one above it, is a free-mail provider's. */
    public static boolean isFreeMail(String canonicalDomain) {
        String domain = canonicalDomain;
        while (!domain.isEmpty()) {
            if (DOMAINS.contains(domain)) {
                return true;
            }
            int dot = domain.indexOf('.');
            domain = dot < 0 ? "" : domain.substring(dot + 1);
        }
        return false;
    }

    private static Set<String> read() {
        try (InputStream in = FreeMail.class.getResourceAsStream("/io/tradepost/trade/freemail.txt")) {
            if (in == null) {
                throw new IllegalStateException("freemail.txt is missing from the program");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            Set<String> domains = new HashSet<>();
            reader.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(domains::add);
            return Set.copyOf(domains);
        } catch (IOException e) {
            throw new UncheckedIOException("freemail.txt could not be read", e);
        }
    }
}
