package io.tradepost.server.e2e.kit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Messages of an mbox file (RFC 4155), taken apart by other means than the archive's: what an import must give back. */
public final class Mbox {
    private static final Pattern SEPARATOR =
            Pattern.compile("(?<=\\n\\r?\\n)From \\S+[^\\n]{0,200}?\\d{1,2}:\\d{2}[^\\n]{0,60}\\r?\\n");

    private Mbox() {}

    /** Whether a file begins as an mbox does. */
    public static boolean is(byte[] file) {
        return new String(file, 0, Math.min(5, file.length), StandardCharsets.ISO_8859_1).equals("From ");
    }

    /** Its messages, each without its separator, the empty line behind it, and the disguise of lines like a separator. */
    public static List<byte[]> messages(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        List<byte[]> messages = new ArrayList<>();
        int begin = text.indexOf('\n') + 1;
        Matcher separator = SEPARATOR.matcher(text);
        for (int from = begin; separator.find(from); from = begin) {
            messages.add(message(text.substring(begin, separator.start())));
            begin = separator.end();
        }
        messages.add(message(text.substring(begin)));
        return messages;
    }

    private static byte[] message(String stored) {
        String message = stored.replaceFirst("(?s)(?<=\\n)\\r?\\n\\z", "");
        Matcher end = Pattern.compile("(?md)^\\r*\\n").matcher(message);
        int body = end.find() ? end.end() : message.length();
        String plain = message.substring(0, body) + message.substring(body).replaceAll("(?md)^>(>*From )", "$1");
        return plain.getBytes(StandardCharsets.ISO_8859_1);
    }
}
