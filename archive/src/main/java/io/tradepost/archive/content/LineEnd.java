package io.tradepost.archive.content;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** How the lines of an encoded attachment end. */
enum LineEnd {
    CRLF(0, "\r\n"),
    LF(1, "\n");

    private final int code;
    private final String text;

    LineEnd(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** The number on disk. */
    int code() {
        return code;
    }

    /** The line end of this number. */
    static Optional<LineEnd> of(int code) {
        return Arrays.stream(values()).filter(one -> one.code == code).findFirst();
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
