package io.tradepost.archive.mime;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CoderMalfunctionError;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bytes to text when the label may be missing, wrong or unknown.
 *
 * <p>A label is taken as its widest common superset, as browsers do (WHATWG Encoding, section 4.2): what says GB2312 holds
 * GBK, what says ISO-8859-1 holds windows-1252. If the bytes do not fit, or a label of Latin-1 or ASCII stands on bytes
 * that are evidently something else, the charset is guessed.
 */
final class CharsetDecoding {
    /** Names that strangers write; for one that is unknown Java looks through its whole class path, each time. */
    private static final Map<String, Optional<Charset>> KNOWN = new ConcurrentHashMap<>();

    private static final int MOST_KNOWN = 1000;
    private static final int LONGEST_KNOWN = 100;
    private static final Charset LATIN = Charset.forName("windows-1252");
    private static final Charset CHINESE = Charset.forName("GB18030");
    private static final int DETECTION_BYTES = 32 << 10;
    private static final int SURE_ENOUGH = 30;

    private static final Map<String, String> WIDER = Map.ofEntries(
            Map.entry("gb2312", "GB18030"),
            Map.entry("gb_2312-80", "GB18030"),
            Map.entry("gb2312-80", "GB18030"),
            Map.entry("gbk", "GB18030"),
            Map.entry("x-gbk", "GB18030"),
            Map.entry("cp936", "GB18030"),
            Map.entry("euc-cn", "GB18030"),
            Map.entry("chinese", "GB18030"),
            Map.entry("big5", "Big5-HKSCS"),
            Map.entry("cn-big5", "Big5-HKSCS"),
            Map.entry("x-x-big5", "Big5-HKSCS"),
            Map.entry("chinesebig5", "Big5-HKSCS"),
            Map.entry("euc-kr", "x-windows-949"),
            Map.entry("ks_c_5601-1987", "x-windows-949"),
            Map.entry("ks_c_5601", "x-windows-949"),
            Map.entry("korean", "x-windows-949"),
            Map.entry("shift_jis", "windows-31j"),
            Map.entry("shift-jis", "windows-31j"),
            Map.entry("x-sjis", "windows-31j"),
            Map.entry("iso-2022-jp", "x-windows-iso2022jp"),
            Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("iso8859-1", "windows-1252"),
            Map.entry("latin1", "windows-1252"),
            Map.entry("us-ascii", "windows-1252"),
            Map.entry("ascii", "windows-1252"),
            Map.entry("iso-8859-9", "windows-1254"),
            Map.entry("iso-8859-8-i", "windows-1255"),
            Map.entry("tis-620", "x-windows-874"),
            Map.entry("iso-8859-11", "x-windows-874"),
            Map.entry("utf8", "UTF-8"),
            Map.entry("unicode-1-1-utf-8", "UTF-8"));

    private CharsetDecoding() {}

    /**
     * Text and what was wrong on the way.
     *
     * @param defect empty if nothing was
     */
    record Decoded(String text, String defect) {}

    /** Decodes; an empty label means that there is none. */
    static Decoded decode(byte[] bytes, String label) {
        if (ascii(bytes) && !escapes(bytes)) {
            return new Decoded(new String(bytes, StandardCharsets.US_ASCII), "");
        }
        Optional<Charset> labelled = lookup(label);
        if (evidentlyUtf8(bytes)) {
            return new Decoded(new String(bytes, StandardCharsets.UTF_8), "");
        }
        Optional<String> strict = labelled.flatMap(charset -> strictly(bytes, charset));
        boolean weak = labelled.isEmpty() || labelled.get().equals(LATIN);
        if (strict.isPresent() && !weak) {
            return new Decoded(strict.get(), "");
        }
        String defect = labelled.isEmpty()
                        && !label.isEmpty()
                        && !label.toLowerCase(Locale.ROOT).startsWith("unknown")
                ? "unknown charset " + CleanText.shortened(label, 40)
                : "";
        Optional<Charset> guess = guess(bytes, labelled.isPresent());
        if (strict.isPresent() && guess.isEmpty()) {
            return new Decoded(strict.get(), defect);
        }
        if (labelled.isPresent() && !weak) {
            defect = "bytes that are not " + label;
            Optional<String> loose = loosely(bytes, labelled.get());
            if (loose.isPresent()) {
                return new Decoded(loose.get(), defect);
            }
        }
        return new Decoded(new String(bytes, guess.orElse(LATIN)), defect);
    }

    /** The charset that a label means. */
    static Optional<Charset> lookup(String label) {
        String name = label.strip().toLowerCase(Locale.ROOT);
        if (name.startsWith("\"") || name.startsWith("'")) {
            name = name.replaceAll("[\"']", "");
        }
        Optional<Charset> known = KNOWN.get(name);
        if (known == null) {
            known = search(name);
            if (KNOWN.size() < MOST_KNOWN && name.length() <= LONGEST_KNOWN) {
                KNOWN.put(name, known);
            }
        }
        return known;
    }

    private static Optional<Charset> search(String name) {
        try {
            return name.isEmpty() ? Optional.empty() : Optional.of(Charset.forName(WIDER.getOrDefault(name, name)));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    static boolean ascii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    // ISO-2022-JP, ISO-2022-KR and UTF-7 are seven-bit; the first two announce themselves by an escape.
    private static boolean escapes(byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0x1b || b == 0x0e) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> strictly(byte[] bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException | CoderMalfunctionError e) {
            // The second comes from decoders that others wrote, such as one of UTF-7 that meets a byte beyond ASCII.
            return Optional.empty();
        }
    }

    /**
     * Whether all beyond ASCII is well-formed UTF-8 of three bytes and more, several times over. Chinese in other charsets is
     * practically never that by chance; two bytes can be (the word for "Unicom" in GBK is well-formed UTF-8).
     */
    private static boolean evidentlyUtf8(byte[] bytes) {
        int sequences = 0;
        for (byte b : bytes) {
            int value = b & 0xff;
            if (value >= 0xc0 && value < 0xe0) {
                return false;
            }
            if (value >= 0xe0) {
                sequences++;
            }
        }
        return sequences >= 3 && strictly(bytes, StandardCharsets.UTF_8).isPresent();
    }

    /** A few bad bytes in much text, such as one cut at the end, are no reason to doubt the label. */
    private static Optional<String> loosely(byte[] bytes, Charset charset) {
        try {
            String text = new String(bytes, charset);
            long bad = text.chars().filter(c -> c == '\ufffd').count();
            return bad * 20 <= text.length() ? Optional.of(text) : Optional.empty();
        } catch (CoderMalfunctionError e) {
            return Optional.empty();
        }
    }

    /** With a label of Latin-1 only a clear case is taken; without any, the likeliest. */
    private static Optional<Charset> guess(byte[] bytes, boolean labelledLatin) {
        if (strictly(bytes, StandardCharsets.UTF_8).isPresent()) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        if (inPairs(bytes)
                && strictly(bytes, CHINESE).filter(CharsetDecoding::commonHan).isPresent()) {
            return Optional.of(CHINESE);
        }
        if (labelledLatin && !inPairs(bytes)) {
            return Optional.empty();
        }
        CharsetMatch match = new CharsetDetector()
                .setText(bytes.length > DETECTION_BYTES ? Arrays.copyOf(bytes, DETECTION_BYTES) : bytes)
                .detect();
        return match == null || match.getConfidence() < SURE_ENOUGH ? Optional.empty() : lookup(match.getName());
    }

    /** Whether the eight-bit bytes come nearly all in runs of two or more, as East Asian charsets make them. */
    private static boolean inPairs(byte[] bytes) {
        int high = 0;
        int alone = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] < 0) {
                high++;
                boolean before = i > 0 && bytes[i - 1] < 0;
                boolean behind = i + 1 < bytes.length && bytes[i + 1] < 0;
                if (!before && !behind) {
                    alone++;
                }
            }
        }
        return high > 3 && alone * 10 < high;
    }

    /** Whether the characters beyond ASCII are nearly all ideographs of the first level of GB 2312 or punctuation. */
    private static boolean commonHan(String text) {
        int wide = 0;
        int common = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0x7f) {
                wide++;
                byte[] gb = String.valueOf(c).getBytes(CHINESE);
                int row = gb[0] & 0xff;
                boolean level = gb.length == 2
                        && (gb[1] & 0xff) >= 0xa1
                        && (row <= 0xa3 ? row >= 0xa1 : row >= 0xb0 && row <= 0xd7);
                if (level) {
                    common++;
                }
            }
        }
        return wide > 0 && common * 10 >= wide * 9;
    }
}
