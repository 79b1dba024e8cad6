package io.tradepost.server.james.imap.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The header of a message or a part, field by field as its bytes are. */
final class RawHeader {
    private static final byte[] LINE_END = {'\r', '\n'};

    private final List<byte[]> fields;

    /**
     * @param fields each with its line ends, folded ones with all
     */
    RawHeader(List<byte[]> fields) {
        this.fields = List.copyOf(fields);
    }

    /** Reads up to the empty line, or to the end. */
    static RawHeader read(InputStream in) throws IOException {
        List<byte[]> fields = new ArrayList<>();
        ByteArrayOutputStream field = new ByteArrayOutputStream();
        for (byte[] line = line(in); line.length > 0 && !isEmpty(line); line = line(in)) {
            boolean folded = line[0] == ' ' || line[0] == '\t';
            if (!folded && field.size() > 0) {
                fields.add(field.toByteArray());
                field.reset();
            }
            field.writeBytes(line);
        }
        if (field.size() > 0) {
            fields.add(field.toByteArray());
        }
        return new RawHeader(fields);
    }

    private static byte[] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int one;
        while ((one = in.read()) >= 0) {
            line.write(one);
            if (one == '\n') {
                break;
            }
        }
        return line.toByteArray();
    }

    private static boolean isEmpty(byte[] line) {
        return line[0] == '\n' || (line.length == 2 && line[0] == '\r' && line[1] == '\n');
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

    private static Set<String> lower(Collection<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    private byte[] those(Predicate<String> wanted) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] field : fields) {
            if (wanted.test(name(field))) {
                out.writeBytes(field);
            }
        }
        out.writeBytes(LINE_END);
        return out.toByteArray();
    }

    /** In small letters; RFC 5322 section 4.5.8 lets old mail have spaces before the colon. */
    private static String name(byte[] field) {
        int colon = 0;
        while (colon < field.length && field[colon] != ':') {
            colon++;
        }
        return new String(field, 0, colon, StandardCharsets.ISO_8859_1).strip().toLowerCase(Locale.ROOT);
    }
}
