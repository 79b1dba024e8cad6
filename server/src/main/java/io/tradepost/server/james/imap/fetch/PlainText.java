package io.tradepost.server.james.imap.fetch;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.james.mime4j.codec.EncoderUtil;

/**
 * Header text as it fits into a quoted string of IMAP (RFC 3501 section 4.3), which is ASCII: encoded words stay as they are,
 * and bytes beyond ASCII, which many senders leave bare, become some (RFC 2047).
 */
final class PlainText {
    /** What bare bytes are, if they can be it; the last takes all. */
    private static final List<Charset> GUESSES =
            List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"), StandardCharsets.ISO_8859_1);

    private static final int ASCII_END = 0x7f;

    private PlainText() {}

    /** The value of a header field as text, with its folds undone (RFC 5322 section 2.2.3). */
    static String of(byte[] value) {
        StringBuilder text = new StringBuilder();
        decoded(value).codePoints().forEach(one -> {
            if (one == '\t' || one >= ' ') {
                text.appendCodePoint(one);
            } else if (one != '\r' && one != '\n') {
                text.append(' ');
            }
        });
        return text.toString().strip();
    }

    private static String decoded(byte[] value) {
        return GUESSES.stream()
                .flatMap(guess -> decoded(value, guess).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("ISO 8859-1 has a character for each byte"));
    }

    private static Optional<String> decoded(byte[] value, Charset guess) {
        try {
            return Optional.of(guess.newDecoder().decode(ByteBuffer.wrap(value)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** The same in ASCII: the words from the first to the last that are beyond it are encoded as one run. */
    static String ascii(String text) {
        int first = 0;
        while (first < text.length() && text.charAt(first) < ASCII_END) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        int last = text.length() - 1;
        while (text.charAt(last) < ASCII_END) {
            last--;
        }
        int begin = text.lastIndexOf(' ', first) + 1;
        int space = text.indexOf(' ', last);
        int end = space < 0 ? text.length() : space;
        String encoded = EncoderUtil.encodeEncodedWord(
                text.substring(begin, end),
                EncoderUtil.Usage.TEXT_TOKEN,
                0,
                StandardCharsets.UTF_8,
                EncoderUtil.Encoding.B);
        return text.substring(0, begin) + encoded.replaceAll("\\s+", " ") + text.substring(end);
    }
}
