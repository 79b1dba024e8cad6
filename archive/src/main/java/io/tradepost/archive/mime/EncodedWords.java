package io.tradepost.archive.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Header text: raw eight-bit bytes and encoded words of RFC 2047. Encoded words that stand next to each other in one
 * charset are decoded as one run of bytes, since many senders cut a character in two between them, which section 5 (3)
 * forbids.
 */
final class EncodedWords {
    // Section 2, with what is seen in the wild: a language (RFC 2231 section 5), spaces inside, no text at all.
    private static final Pattern WORD =
            Pattern.compile("=\\?([A-Za-z0-9_.:+()'-]{1,60})(?:\\*[^?]{0,40})?\\?([BbQq])\\?([^\\r\\n]{0,8000}?)\\?=");

    private static final Pattern FOLD = Pattern.compile("\\r?\\n(?=[ \\t])");
    private static final Pattern LINE_END = Pattern.compile("[\\r\\n]+");

    private EncodedWords() {}

    /** The raw header body as text, line folding undone, encoded words not yet decoded. */
    static String unfolded(byte[] raw, String charsetHint, Consumer<String> defects) {
        CharsetDecoding.Decoded decoded = CharsetDecoding.decode(raw, charsetHint);
        if (!decoded.defect().isEmpty()) {
            defects.accept("header: " + decoded.defect());
        }
        String text = decoded.text();
        if (text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
            return text;
        }
        // RFC 5322 section 2.2.3
        return LINE_END.matcher(FOLD.matcher(text).replaceAll("")).replaceAll(" ");
    }

    /** With encoded words decoded. */
    static String decode(String text, Consumer<String> defects) {
        if (!text.contains("=?")) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        Matcher matcher = WORD.matcher(text);
        int end = 0;
        Run run = new Run("", defects);
        while (matcher.find()) {
            String between = text.substring(end, matcher.start());
            boolean adjacent = end > 0 && between.isBlank();
            if (!adjacent || !run.charset.equalsIgnoreCase(matcher.group(1))) {
                out.append(run.text());
                run = new Run(matcher.group(1), defects);
            }
            if (!adjacent) {
                out.append(between);
            }
            run.add(matcher.group(2).equalsIgnoreCase("b"), matcher.group(3));
            end = matcher.end();
        }
        return out.append(run.text()).append(text, end, text.length()).toString();
    }

    /** Neighbouring words of one charset. */
    private static final class Run {
        private final String charset;
        private final Consumer<String> defects;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private String base64 = "";

        Run(String charset, Consumer<String> defects) {
            this.charset = charset;
            this.defects = defects;
        }

        void add(boolean isBase64, String text) {
            // Some cut the base64 itself in two, in the middle of a group of four.
            boolean goesOn = isBase64 && base64.length() % 4 != 0 && !base64.endsWith("=");
            if (!goesOn) {
                endBase64();
            }
            if (isBase64) {
                base64 += text;
            } else {
                bytes.writeBytes(quoted(text));
            }
        }

        String text() {
            endBase64();
            if (bytes.size() == 0) {
                return "";
            }
            CharsetDecoding.Decoded decoded = CharsetDecoding.decode(bytes.toByteArray(), charset);
            if (!decoded.defect().isEmpty()) {
                defects.accept("header: " + decoded.defect());
            }
            return decoded.text();
        }

        private void endBase64() {
            if (!base64.isEmpty()) {
                bytes.writeBytes(base64(base64, defects));
                base64 = "";
            }
        }
    }

    static byte[] base64(String text, Consumer<String> defects) {
        // A padding sign in the middle is left over from words that were joined; an odd letter at the end was cut off.
        String letters = text.replaceAll("[^A-Za-z0-9+/]", "");
        if (letters.length() % 4 == 1) {
            defects.accept("header: base64 that was cut");
            letters = letters.substring(0, letters.length() - 1);
        }
        return Base64.getDecoder().decode(letters);
    }

    private static byte[] quoted(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '_') {
                out.write(' ');
            } else if (c == '=' && i + 2 < text.length() && hex(text, i + 1) >= 0) {
                out.write(hex(text, i + 1));
                i += 2;
            } else {
                out.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    /** The byte that two hexadecimal digits at this place mean; -1 if they are none. */
    static int hex(String text, int at) {
        if (at + 1 >= text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
