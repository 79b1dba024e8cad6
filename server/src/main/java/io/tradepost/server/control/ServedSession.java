package io.tradepost.server.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;

/**
 * One caller being served. Its own thread runs the command; a second one reads what the caller sends, and so notices at
 * once that the caller has gone.
 *
 * <p>A caller who goes away cancels the command by making its output throw and {@link #cancelled} true. The command's
 * thread is never interrupted: an interrupt closes whatever file channel the thread is using, and those belong to the
 * archive and are shared with the mail flow.
 */
final class ServedSession implements ControlSession {
    private static final int PIECE = 1 << 15;

    private final Frames frames;
    private final PipedInputStream input = new PipedInputStream(PIECE);
    private final PipedOutputStream inputFeed = new PipedOutputStream();
    private volatile boolean gone;
    private volatile boolean inputWanted;
    private volatile long writingSince;

    ServedSession(Frames frames) throws IOException {
        this.frames = frames;
        inputFeed.connect(input);
    }

    /** Reads what the caller sends until it goes away. */
    void listen() {
        try {
            while (true) {
                byte[] body = frames.read(FrameType.INPUT);
                if (body.length == 0) {
                    inputFeed.close();
                } else {
                    inputFeed.write(body);
                }
            }
        } catch (IOException e) {
            // The connection ended, by the caller or by us after the exit code: either way nobody listens any more.
            gone = true;
        } finally {
            endInput();
        }
    }

    private void endInput() {
        try {
            inputFeed.close();
        } catch (IOException e) {
            gone = true;
        }
    }

    /** Whether one write has been waiting longer than this for the caller to take it. */
    boolean stalledFor(Duration limit, long nanoTime) {
        long since = writingSince;
        return since != 0 && nanoTime - since > limit.toNanos();
    }

    void exit(int code) throws IOException {
        frames.write(
                FrameType.EXIT, java.nio.ByteBuffer.allocate(4).putInt(code).array());
    }

    @Override
    public OutputStream out() {
        return new Stream(FrameType.OUT);
    }

    @Override
    public OutputStream err() {
        return new Stream(FrameType.ERR);
    }

    @Override
    public InputStream input() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                want();
                return input.read();
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                want();
                return input.read(target, offset, length);
            }
        };
    }

    private void want() throws IOException {
        if (!inputWanted) {
            inputWanted = true;
            frames.write(FrameType.WANT_INPUT, new byte[0]);
        }
    }

    @Override
    public boolean cancelled() {
        return gone;
    }

    /** Cuts what is written into frames. */
    private final class Stream extends OutputStream {
        private final FrameType type;

        Stream(FrameType type) {
            this.type = type;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            for (int done = 0; done < length; done += PIECE) {
                if (gone) {
                    throw new IOException("the caller has gone");
                }
                writingSince = System.nanoTime() | 1;
                try {
                    frames.write(type, bytes, offset + done, Math.min(PIECE, length - done));
                } catch (IOException e) {
                    gone = true;
                    throw e;
                } finally {
                    writingSince = 0;
                }
            }
        }
    }
}
