package io.tradepost.archive.export;

import io.tradepost.archive.Content;
import java.io.IOException;
import java.io.InputStream;

/**
 * The end of a content, found by reading all of it: so that a damaged or disposed one is known before any of it is
 * written anywhere.
 *
 * @param value 0 to 255; -1 if there is none
 */
record LastByte(int value) {
    static LastByte of(Content content) throws IOException {
        byte[] chunk = new byte[1 << 16];
        int last = -1;
        try (InputStream in = content.open()) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                last = n > 0 ? chunk[n - 1] & 0xff : last;
            }
        }
        return new LastByte(last);
    }

    boolean isLineEnd() {
        return value == '\n';
    }
}
