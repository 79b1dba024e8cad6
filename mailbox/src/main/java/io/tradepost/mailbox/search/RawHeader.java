package io.tradepost.mailbox.search;

import java.nio.charset.StandardCharsets;

/**
 * A header as it stands in the message. A look at it is less work than decoding it, and tells of most headers that have
 * all words of a needle somewhere that they have not the needle.
 */
final class RawHeader {
    private static final byte[] ENCODED_WORD = {'=', '?'};
    private static final int ESCAPE = 0x1b;
    private static final int DELETE = 0x7f;

    private RawHeader() {}

    /**
     * Whether no field of it can have a needle, however it is unfolded; false where that can't be told, because something is
     * encoded, or the needle could reach from a field's name into its value.
     */
    static boolean lacks(byte[] header, Needle needle) {
        String folded = needle.folded();
        if (folded.indexOf(':') >= 0 || folded.chars().anyMatch(c -> c >= DELETE)) {
            return false;
        }
        byte[] wanted = new byte[folded.length()];
        int length = dense(folded.getBytes(StandardCharsets.US_ASCII), wanted);
        byte[] dense = new byte[header.length];
        int size = dense(header, dense);
        return size >= 0
                && at(dense, size, ENCODED_WORD, ENCODED_WORD.length) < 0
                && at(dense, size, wanted, length) < 0;
    }

    /** In lower case, without what may go when it is unfolded and cleaned; -1 if that is not all that may happen to it. */
    private static int dense(byte[] bytes, byte[] into) {
        int size = 0;
        for (byte b : bytes) {
            if (b < 0 || b == ESCAPE) {
                return -1;
            }
            if (b > ' ' && b != DELETE) {
                into[size++] = b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
            }
        }
        return size;
    }

    private static int at(byte[] bytes, int size, byte[] wanted, int length) {
        for (int at = 0; at <= size - length; at++) {
            int i = 0;
            while (i < length && bytes[at + i] == wanted[i]) {
                i++;
            }
            if (i == length) {
                return at;
            }
        }
        return -1;
    }
}
