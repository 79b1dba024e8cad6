package io.tradepost.server.e2e.kit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** An IMAP connection on which anything can be said, also what no client would. */
public final class RawImap implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;
    private InputStream in;
    private OutputStream out;
    private int tags;

    private RawImap(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
        line();
    }

    /** Connects in clear text and reads the greeting. */
    public static RawImap connect(int port) {
        try {
            return new RawImap(new Socket("127.0.0.1", port));
        } catch (IOException e) {
            throw new AssertionError("no IMAP server on port " + port, e);
        }
    }

    /** Connects in TLS from the first byte and reads the greeting. */
    public static RawImap connectTls(int port) {
        try {
            return new RawImap(AnyCertificate.context().getSocketFactory().createSocket("127.0.0.1", port));
        } catch (IOException e) {
            throw new AssertionError("no IMAP server with TLS on port " + port, e);
        }
    }

    /** From here on both sides speak compressed (RFC 4978). */
    public RawImap compressed() {
        in = new BufferedInputStream(new InflaterInputStream(in, new Inflater(true)));
        out = new DeflaterOutputStream(out, new Deflater(Deflater.DEFAULT_COMPRESSION, true), true);
        return this;
    }

    /** Waits no longer than this for a line, where the usual half a minute is too long. */
    public RawImap patience(Duration patience) {
        try {
            socket.setSoTimeout((int) patience.toMillis());
            return this;
        } catch (IOException e) {
            throw new AssertionError("the socket is closed", e);
        }
    }

    /** Sends a command and gives all that comes up to its tagged reply; ends with "closed" if the server closes. */
    public String command(String command) {
        String tag = "a" + ++tags;
        say(tag + " " + command + "\r\n");
        StringBuilder all = new StringBuilder();
        while (true) {
            String line = line();
            all.append(line).append('\n');
            if (line.startsWith(tag + " ") || line.equals("closed")) {
                return all.toString();
            }
        }
    }

    /** Sends bytes; gives false if the server has already closed. */
    public boolean say(String text) {
        try {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The next line without its end, or "closed". */
    public String line() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            int one;
            while ((one = in.read()) >= 0 && one != '\n') {
                line.write(one);
            }
            String text = line.toString(StandardCharsets.UTF_8);
            if (one < 0 && text.isEmpty()) {
                return "closed";
            }
            return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        } catch (java.net.SocketTimeoutException e) {
            throw new AssertionError("the server says nothing and does not close", e);
        } catch (IOException e) {
            return "closed";
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError("the socket can't be closed", e);
        }
    }
}
