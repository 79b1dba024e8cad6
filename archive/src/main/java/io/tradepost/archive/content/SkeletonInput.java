package io.tradepost.archive.content;

import io.tradepost.archive.Content;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Carries out the instructions of a skeleton: the message as it was received. */
final class SkeletonInput extends InputStream {
    private final InputStream skeleton;
    private final List<Content> parts;
    private Optional<InputStream> current = Optional.empty();

    SkeletonInput(InputStream skeleton, List<Content> parts) {
        this.skeleton = skeleton;
        this.parts = parts;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        while (true) {
            if (current.isEmpty()) {
                int instruction = skeleton.read();
                if (instruction < 0) {
                    return -1;
                }
                current = Optional.of(begin(instruction));
            }
            int n = current.get().read(bytes, from, length);
            if (n >= 0) {
                return n;
            }
            current.get().close();
            current = Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        try (skeleton) {
            if (current.isPresent()) {
                current.get().close();
            }
        }
    }

    private InputStream begin(int instruction) throws IOException {
        return switch (instruction) {
            case SkeletonOutput.LITERAL -> new Limited(skeleton, number());
            case SkeletonOutput.ENCODED -> {
                long length = number();
                yield new EncodingInput(new Limited(skeleton, length), layout());
            }
            case SkeletonOutput.PART -> {
                long reference = number();
                if (reference >= parts.size()) {
                    throw new IOException("the skeleton names a part that there is not");
                }
                EncodedRegion.Layout layout = layout();
                yield new EncodingInput(parts.get((int) reference).open(), layout);
            }
            default -> throw new IOException("the skeleton has an unknown instruction: " + instruction);
        };
    }

    private EncodedRegion.Layout layout() throws IOException {
        long lineLength = number();
        Optional<LineEnd> end = LineEnd.of(skeleton.read());
        if (lineLength > Integer.MAX_VALUE || end.isEmpty()) {
            throw new IOException("the skeleton has a layout that there is not");
        }
        return new EncodedRegion.Layout((int) lineLength, end.get());
    }

    private long number() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int one = skeleton.read();
            if (one < 0) {
                break;
            }
            value |= (long) (one & 0x7f) << shift;
            if (one < 0x80) {
                return value;
            }
        }
        throw new EOFException("the skeleton is cut off");
    }

    /** The next so many bytes of another stream, which stays open. */
    private static final class Limited extends InputStream {
        private final InputStream in;
        private long left;

        Limited(InputStream in, long length) {
            this.in = in;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int n = in.read(bytes, from, (int) Math.min(length, left));
            if (n < 0) {
                throw new EOFException("the skeleton is cut off");
            }
            left -= n;
            return n;
        }
    }
}
