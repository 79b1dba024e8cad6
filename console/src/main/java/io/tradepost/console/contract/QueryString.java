package io.tradepost.console.contract;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Decodes {@code a=b&c=d} strictly. Lenient decoders drop what they can't read, so that a client's mistake would silently
 * become another question than the one it asked.
 */
public final class QueryString {
    private QueryString() {}

    /**
     * Names and values in order.
     *
     * @param raw as it stood in the request line after the question mark; may be empty
     * @throws ViolationException on broken percent-encoding or UTF-8, or a name given twice
     */
    public static Map<String, String> parse(String raw) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : raw.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals), "");
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1), name);
            if (parameters.put(name, value) != null) {
                throw new ViolationException(Violation.of(Violation.Rule.REPEATED, name));
            }
        }
        return parameters;
    }

    /**
     * Undoes percent-encoding (RFC 3986 section 2.1) of UTF-8, and plus for space as HTML forms encode a query.
     *
     * @param parameter named in the error
     */
    private static String decode(String encoded, String parameter) {
        ByteBuffer bytes = ByteBuffer.allocate(encoded.length() * 3);
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                bytes.put((byte) hexPair(encoded, i + 1, parameter));
                i += 2;
            } else if (c == '+') {
                bytes.put((byte) ' ');
            } else if (c < 0x80) {
                bytes.put((byte) c);
            } else {
                // A server that saw raw bytes above 0x7F gives them as characters; only ASCII is lawful there.
                throw new ViolationException(Violation.of(Violation.Rule.ENCODING, parameter));
            }
        }
        try {
            CharBuffer text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes.flip());
            return text.toString();
        } catch (CharacterCodingException e) {
            throw new ViolationException(Violation.of(Violation.Rule.ENCODING, parameter));
        }
    }

    private static int hexPair(String encoded, int at, String parameter) {
        if (at + 2 > encoded.length() || !isHex(encoded.charAt(at)) || !isHex(encoded.charAt(at + 1))) {
            throw new ViolationException(Violation.of(Violation.Rule.ENCODING, parameter));
        }
        return Integer.parseInt(encoded, at, at + 2, 16);
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
