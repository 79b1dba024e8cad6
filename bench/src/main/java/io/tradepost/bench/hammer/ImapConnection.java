package io.tradepost.bench.hammer;

import io.tradepost.bench.process.Account;
import io.tradepost.bench.process.Loopback;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IMAP client's connection. A thread of its own reads, so that a line is there when it came, command or not; the commands
 * are one client's, one after the other.
 */
final class ImapConnection implements AutoCloseable {
    /** No answer is worth waiting for that long; a server that gives none then is stuck. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Pattern LITERAL = Pattern.compile("\\{(\\d+)}$");

    private final Socket socket;
    private final Consumer<ImapLine> watcher;
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private int tags;

    /** What the reading thread hands over: a line, or the end. */
    private sealed interface Received {
        record Line(ImapLine line) implements Received {}

        record End(IOException why) implements Received {}
    }

    private ImapConnection(Socket socket, Consumer<ImapLine> watcher) {
        this.socket = socket;
        this.watcher = watcher;
    }

    /**
     * Signs in at the port for IMAP in TLS.
     *
     * @param watcher is shown every untagged line, as it is taken up
     */
    static ImapConnection open(int port, Account account, Consumer<ImapLine> watcher) throws IOException {
        Socket socket = Loopback.tls(port);
        try {
            socket.setTcpNoDelay(true);
            ImapConnection connection = new ImapConnection(socket, watcher);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            Thread.ofVirtual().name("imap-reader").start(() -> connection.read(in));
            connection.await(PATIENCE);
            Answer answer = connection.command("LOGIN \"" + account.address() + "\" \"" + account.password() + "\"");
            if (!answer.ok()) {
                throw new IOException("LOGIN was answered " + answer.last());
            }
            return connection;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void read(InputStream in) {
        try {
            while (true) {
                received.add(new Received.Line(line(in)));
            }
        } catch (IOException e) {
            received.add(new Received.End(e));
        }
    }

    private static ImapLine line(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        List<byte[]> literals = new ArrayList<>();
        while (true) {
            String piece = piece(in);
            text.append(piece);
            Matcher matcher = LITERAL.matcher(piece);
            if (!matcher.find()) {
                return new ImapLine(text.toString(), literals);
            }
            int length = Integer.parseInt(matcher.group(1));
            byte[] literal = in.readNBytes(length);
            if (literal.length < length) {
                throw new EOFException("the connection ended in a literal");
            }
            literals.add(literal);
        }
    }

    private static String piece(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(96);
        while (true) {
            int one = in.read();
            if (one < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (one == '\n') {
                String text = ImapLine.decoded(bytes.toByteArray());
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            bytes.write(one);
        }
    }

    /** Sends a command and gathers its answer. */
    Answer command(String text) throws IOException {
        return gathered(begin(text));
    }

    /** Sends a command and returns its tag. */
    String begin(String text) throws IOException {
        String tag = "t" + ++tags;
        send((tag + " " + text + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return tag;
    }

    /** APPEND with these bytes as a literal (RFC 9051 section 4.3), or without waiting for leave (RFC 7888). */
    Answer append(Folder folder, String flags, byte[] message, boolean atOnce) throws IOException {
        String tag = begin("APPEND " + folder.path() + " (" + flags + ") {" + message.length + (atOnce ? "+}" : "}"));
        if (!atOnce) {
            Optional<Answer> refusal = continuation(tag);
            if (refusal.isPresent()) {
                return refusal.get();
            }
        }
        ByteArrayOutputStream rest = new ByteArrayOutputStream(message.length + 2);
        rest.writeBytes(message);
        rest.writeBytes(new byte[] {'\r', '\n'});
        send(rest.toByteArray());
        return gathered(tag);
    }

    /** Waits for {@code +}; the answer, if that comes instead. */
    Optional<Answer> continuation(String tag) throws IOException {
        List<ImapLine> untagged = new ArrayList<>();
        while (true) {
            ImapLine line = await(PATIENCE);
            if (line.text().startsWith("+")) {
                return Optional.empty();
            }
            if (line.text().startsWith(tag + " ")) {
                return Optional.of(new Answer(untagged, line.text().substring(tag.length() + 1)));
            }
            untagged.add(line);
        }
    }

    /** The lines up to the tagged one. */
    Answer gathered(String tag) throws IOException {
        List<ImapLine> untagged = new ArrayList<>();
        while (true) {
            ImapLine line = await(PATIENCE);
            if (line.text().startsWith(tag + " ")) {
                return new Answer(untagged, line.text().substring(tag.length() + 1));
            }
            untagged.add(line);
        }
    }

    private ImapLine await(Duration longest) throws IOException {
        return next(longest).orElseThrow(() -> new IOException("no answer within " + longest));
    }

    /** The next line, if one comes within this time. */
    Optional<ImapLine> next(Duration longest) throws IOException {
        try {
            Received next = received.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
            if (next instanceof Received.End end) {
                received.add(end);
                throw new IOException(end.why().getMessage(), end.why());
            }
            if (next instanceof Received.Line one) {
                if (one.line().text().startsWith("* ")) {
                    watcher.accept(one.line());
                }
                return Optional.of(one.line());
            }
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for an answer", e);
        }
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
