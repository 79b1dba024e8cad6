package io.tradepost.domain.dns;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Records as a zone file writes them (RFC 1035 section 5). */
final class ZoneText {
    static final int TTL_SECONDS = 3600;
    /** RFC 1035 section 3.3.14: a character-string of a TXT record has at most 255 octets. */
    static final int LONGEST_STRING = 255;

    private ZoneText() {}

    static String record(String name, String type, String value) {
        return name + ". " + TTL_SECONDS + " IN " + type + " " + value;
    }

    static String mx(String domain, String host) {
        return record(domain, "MX", "10 " + host + ".");
    }

    static String txt(String name, String text) {
        return record(name, "TXT", quoted(text));
    }

    /** The text in quotes, cut into strings that fit. */
    static String quoted(String text) {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        List<String> strings = new ArrayList<>();
        for (int at = 0; at == 0 || at < octets.length; at += LONGEST_STRING) {
            StringBuilder string = new StringBuilder("\"");
            for (int i = at; i < Math.min(octets.length, at + LONGEST_STRING); i++) {
                int octet = octets[i] & 0xFF;
                if (octet == '"' || octet == '\\') {
                    string.append('\\').append((char) octet);
                } else if (octet < 0x20 || octet > 0x7E) {
                    string.append(String.format("\\%03d", octet));
                } else {
                    string.append((char) octet);
                }
            }
            strings.add(string.append('"').toString());
        }
        return String.join(" ", strings);
    }
}
