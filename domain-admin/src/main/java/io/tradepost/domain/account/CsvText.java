package io.tradepost.domain.account;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The text of a file of unknown encoding. Spreadsheets in China save CSV as GB18030 without saying so, others as UTF-8 with
 * or without a byte order mark, and "Unicode text" as UTF-16 with one. UTF-8 goes first: Chinese in GB18030 is practically
 * never valid UTF-8, the reverse is common.
 */
record CsvText(String text, String encoding) {
    private static final List<Charset> CANDIDATES = List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"));

    static CsvText decode(byte[] bytes) {
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return strict(bytes, 2, StandardCharsets.UTF_16LE).orElseThrow(CsvText::undecodable);
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return strict(bytes, 2, StandardCharsets.UTF_16BE).orElseThrow(CsvText::undecodable);
        }
        int from = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        for (Charset charset : CANDIDATES) {
            Optional<CsvText> text = strict(bytes, from, charset);
            if (text.isPresent()) {
                return text.get();
            }
        }
        throw undecodable();
    }

    private static AccountException undecodable() {
        return AccountException.invalid("account.csv.encoding");
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<CsvText> strict(byte[] bytes, int from, Charset charset) {
        try {
            String text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                    .toString();
            return Optional.of(new CsvText(text, charset.name()));
        } catch (CharacterCodingException other) {
            return Optional.empty();
        }
    }
}
