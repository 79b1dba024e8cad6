package io.tradepost.server.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A command's end of the control line. */
public final class ControlClient implements AutoCloseable {
    private static final Duration GREETING = Duration.ofSeconds(5);
    private static final int PIECE = 1 << 15;

    private final Socket socket;
    private final Frames frames;
    private volatile @Nullable IOException inputFailure;

    private ControlClient(Socket socket, Frames frames) {
        this.socket = socket;
        this.frames = frames;
    }

    /** The server would not run the command. */
    public static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(String reason) {
            super(reason);
        }
    }

    /**
     * Reaches the server that wrote the file; empty if it is not there (any more), or if somebody else sits on its port.
     */
    public static Optional<ControlClient> connect(ControlFile file) throws IOException {
        Socket socket = new Socket();
        boolean welcome = false;
        try {
            socket.setTcpNoDelay(true);
            socket.connect(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), file.port()),
                    (int) GREETING.toMillis());
            socket.setSoTimeout((int) GREETING.toMillis());
            Frames frames = new Frames(socket.getInputStream(), socket.getOutputStream());
            welcome = new Handshake(file.secretBytes()).introduce(frames);
            return welcome ? Optional.of(new ControlClient(socket, frames)) : Optional.empty();
        } catch (IOException e) {
            // Refused, reset, silent or talking something else: in every case not our server.
            return Optional.empty();
        } finally {
            if (!welcome) {
                socket.close();
            }
        }
    }

    /**
     * Runs a command there and here passes on what it prints.
     *
     * @return its exit code
     * @throws RefusedException if the server does not take it
     * @throws IOException      if the line breaks or a stream of ours does
     */
    public int run(ControlRequest request, InputStream in, OutputStream out, OutputStream err) throws IOException {
        frames.write(FrameType.COMMAND, request.encode());
        socket.setSoTimeout(0);
        try {
            return converse(in, out, err);
        } catch (IOException e) {
            Optional.ofNullable(inputFailure).ifPresent(e::addSuppressed);
            throw e;
        }
    }

    private int converse(InputStream in, OutputStream out, OutputStream err) throws IOException {
        while (true) {
            Frames.Frame frame = frames.read();
            switch (frame.type()) {
                case OUT -> pass(out, frame.body());
                case ERR -> pass(err, frame.body());
                case WANT_INPUT ->
                    Thread.ofPlatform().name("control-input").daemon(true).start(() -> feed(in));
                case EXIT -> {
                    return ByteBuffer.wrap(frame.body()).getInt();
                }
                case REFUSED -> throw new RefusedException(new String(frame.body(), StandardCharsets.UTF_8));
                default -> throw new IOException("the server sent " + frame.type() + " out of turn");
            }
        }
    }

    private static void pass(OutputStream target, byte[] bytes) throws IOException {
        target.write(bytes);
        target.flush();
    }

    private void feed(InputStream in) {
        byte[] piece = new byte[PIECE];
        try {
            int read = in.read(piece);
            while (read > 0) {
                frames.write(FrameType.INPUT, piece, 0, read);
                read = in.read(piece);
            }
            frames.write(FrameType.INPUT, new byte[0]);
        } catch (IOException e) {
            // Usual when the command ended without reading all of it; told only if the command failed as well.
            inputFailure = e;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("the control line could not be closed", e);
        }
    }
}
