package io.tradepost.archive.content;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes the instructions that make a message: 0, length, bytes as they are; 1, decoded length, layout, bytes to be encoded
 * in Base64; 2, number of the reference, layout, for a part to be encoded. A layout is the line length and a byte, 0 for CRLF and 1 for LF. Lengths and numbers are unsigned LEB128.
 */
final class SkeletonOutput {
    static final int LITERAL = 0;
    static final int ENCODED = 1;
    static final int PART = 2;

    private final OutputStream out;

    SkeletonOutput(OutputStream out) {
        this.out = out;
    }

    /** So many bytes follow as they are; the caller writes them to the same stream. */
    void literal(long length) throws IOException {
        out.write(LITERAL);
        number(length);
    }

    /** So many decoded bytes follow; the caller writes them to the same stream. */
    void encoded(EncodedRegion region) throws IOException {
        out.write(ENCODED);
        number(region.decoded());
        layout(region.layout());
    }

    void part(int reference, EncodedRegion.Layout layout) throws IOException {
        out.write(PART);
        number(reference);
        layout(layout);
    }

    private void layout(EncodedRegion.Layout layout) throws IOException {
        number(layout.lineLength());
        out.write(layout.end().code());
    }

    private void number(long value) throws IOException {
        long left = value;
        while (left > 0x7f) {
            out.write((int) ((left & 0x7f) | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }
}
