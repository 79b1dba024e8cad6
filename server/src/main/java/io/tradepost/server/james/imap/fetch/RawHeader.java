package io.tradepost.server.james.imap.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The header of a message or a part, field by field as its bytes are. */
final class RawHeader {
    private static final byte[] LINE_END = {'\r', '\n'};

    private final List<Field> fields;

    /**
     * A field.
     *
     * @param name  in small letters
     * @param bytes all of it with its line ends, folded ones with all
     * @param colon where its name ends; the last octet where there is no colon
     */
    private record Field(String name, byte[] bytes, int colon) {
        static Field of(byte[] bytes) {
            int colon = 0;
            while (colon < bytes.length - 1 && bytes[colon] != ':') {
                colon++;
            }
            // RFC 5322 section 4.5.8 lets old mail have spaces before the colon.
            String name = new String(bytes, 0, colon, StandardCharsets.ISO_8859_1)
                    .strip()
                    .toLowerCase(Locale.ROOT);
            return new Field(name, bytes, colon);
        }

        byte[] value() {
            return Arrays.copyOfRange(bytes, colon + 1, bytes.length);
        }
    }

    private RawHeader(List<Field> fields) {
        this.fields = fields;
    }

    /**
     * Of these fields.
     *
     * @param fields each with its line ends, folded ones with all
     */
    static RawHeader of(List<byte[]> fields) {
        return new RawHeader(fields.stream().map(Field::of).toList());
    }

    /** Reads up to the empty line, or to the end. */
    static RawHeader read(InputStream in) throws IOException {
        byte[] all = in.readAllBytes();
        List<Field> fields = new ArrayList<>();
        int begin = 0;
        int at = 0;
        while (at < all.length && !isEmptyLine(all, at)) {
            at = lineEnd(all, at);
            boolean folded = at < all.length && (all[at] == ' ' || all[at] == '\t');
            if (!folded) {
                fields.add(Field.of(Arrays.copyOfRange(all, begin, at)));
                begin = at;
            }
        }
        return new RawHeader(fields);
    }

    private static boolean isEmptyLine(byte[] all, int at) {
        return all[at] == '\n' || (all[at] == '\r' && at + 1 < all.length && all[at + 1] == '\n');
    }

    private static int lineEnd(byte[] all, int from) {
        int end = from;
        while (end < all.length && all[end] != '\n') {
            end++;
        }
        return Math.min(end + 1, all.length);
    }

    /** All fields and the empty line. */
    byte[] all() {
        return those(name -> true);
    }

    /** The fields of these names, and the empty line. */
    byte[] named(Collection<String> names) {
        return those(lower(names)::contains);
    }

    /** The fields of other names than these, and the empty line. */
    byte[] notNamed(Collection<String> names) {
        return those(Predicate.not(lower(names)::contains));
    }

    /** The fields that say how the body is to be read (RFC 2045 section 3), and the empty line. */
    byte[] ofMime() {
        return those(name -> name.startsWith("content-") || name.equals("mime-version"));
    }

    /**
     * What stands behind the colon of each field of this name.
     *
     * @param name in small letters
     */
    List<byte[]> values(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .toList();
    }

    private static Set<String> lower(Collection<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    private byte[] those(Predicate<String> wanted) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        fields.stream().filter(field -> wanted.test(field.name())).forEach(field -> out.writeBytes(field.bytes()));
        out.writeBytes(LINE_END);
        return out.toByteArray();
    }
}
