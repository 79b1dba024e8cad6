package io.tradepost.server.control;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;

/** Reads and writes frames. Writing is safe from several threads, reading from one. */
final class Frames {
    /** Bytes of the largest body. Arguments fit easily, and output is cut into pieces far smaller. */
    static final int LARGEST = 1 << 20;

    private final DataInputStream in;
    private final OutputStream out;
    private final ReentrantLock writing = new ReentrantLock();

    Frames(InputStream in, OutputStream out) {
        this.in = new DataInputStream(new BufferedInputStream(in, 1 << 16));
        this.out = out;
    }

    /** One frame. Frames are never compared, so that the array in them does no harm. */
    @SuppressWarnings("ArrayRecordComponent")
    record Frame(FrameType type, byte[] body) {}

    /**
     * Waits for the next frame.
     *
     * @throws EOFException if the other side has gone
     * @throws IOException  also if what came is no frame: the length is checked before any memory is taken for it
     */
    Frame read() throws IOException {
        return read(LARGEST);
    }

    private Frame read(int largest) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > largest) {
            throw new IOException("a frame of " + Integer.toUnsignedString(length) + " bytes is too large");
        }
        byte code = in.readByte();
        FrameType type = FrameType.of(code).orElseThrow(() -> new IOException("no frame has the type " + code));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the other side went away within a frame");
        }
        return new Frame(type, body);
    }

    /** Waits for the next frame, which must be of one type. */
    byte[] read(FrameType expected) throws IOException {
        return read(expected, LARGEST);
    }

    /** Waits for the next frame, which must be of one type and of so many bytes at most. */
    byte[] read(FrameType expected, int largest) throws IOException {
        Frame frame = read(largest);
        if (frame.type() != expected) {
            throw new IOException("expected " + expected + ", got " + frame.type());
        }
        return frame.body();
    }

    void write(FrameType type, byte[] body) throws IOException {
        write(type, body, 0, body.length);
    }

    void write(FrameType type, byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(5 + length);
        frame.putInt(length).put(type.code()).put(bytes, offset, length);
        writing.lock();
        try {
            // One write, so that a small answer is one packet.
            out.write(frame.array());
            out.flush();
        } finally {
            writing.unlock();
        }
    }
}
