package io.tradepost.server.e2e.kit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLSocket;

/**
 * An SMTP client that sends exactly the bytes it is given and shows every reply as it came. Mail libraries mend what they
 * send; what the archive must keep is what was not mended.
 */
public final class Smtp implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 120_000;

    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private final Reply greeting;

    /**
     * A reply.
     *
     * @param code 0 if the server closed the connection instead
     * @param text all its lines, without the codes
     */
    public record Reply(int code, String text) {
        /** Whether it is a 2xx. */
        public boolean accepted() {
            return code / 100 == 2;
        }

        @Override
        public String toString() {
            return code + " " + text;
        }
    }

    private Smtp(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
        this.greeting = read();
    }

    /** Connects in clear text. */
    public static Smtp connect(int port) {
        try {
            return new Smtp(new Socket("127.0.0.1", port));
        } catch (IOException e) {
            throw new AssertionError("no SMTP server on port " + port, e);
        }
    }

    /** Connects in TLS from the first byte. */
    public static Smtp connectTls(int port) {
        try {
            return new Smtp(AnyCertificate.context().getSocketFactory().createSocket("127.0.0.1", port));
        } catch (IOException e) {
            throw new AssertionError("no SMTP server with TLS on port " + port, e);
        }
    }

    /** Connects to a submission door, starts TLS and signs in. */
    public static Smtp submission(int port, String user, String password) {
        Smtp smtp = connect(port);
        smtp.expect(250, "EHLO client.example");
        smtp.startTls();
        Reply signedIn = smtp.signIn(user, password);
        if (signedIn.code() != 235) {
            throw new AssertionError("sign-in: " + signedIn);
        }
        return smtp;
    }

    /** What the server said first. */
    public Reply greeting() {
        return greeting;
    }

    /** Sends a command line and reads the reply. */
    public Reply command(String line) {
        write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        return reply();
    }

    /** Sends a command that must be answered so. */
    public Reply expect(int code, String line) {
        Reply reply = command(line);
        if (reply.code() != code) {
            throw new AssertionError(line + ": expected " + code + ", got " + reply);
        }
        return reply;
    }

    /** STARTTLS and a new EHLO. */
    public Reply startTls() {
        expect(220, "STARTTLS");
        try {
            SSLSocket tls = (SSLSocket) AnyCertificate.context()
                    .getSocketFactory()
                    .createSocket(socket, "localhost", socket.getPort(), true);
            tls.startHandshake();
            socket = tls;
            in = new BufferedInputStream(tls.getInputStream());
            out = tls.getOutputStream();
        } catch (IOException e) {
            throw new AssertionError("STARTTLS failed", e);
        }
        return expect(250, "EHLO client.example");
    }

    /** AUTH PLAIN (RFC 4616). */
    public Reply signIn(String user, String password) {
        String plain = "\0" + user + "\0" + password;
        return command("AUTH PLAIN " + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Sends one message, envelope and DATA in one flight (RFC 2920), with content that is dot-stuffed here and nothing else.
     *
     * @param content with CRLF at each line's end, the last too
     * @return the reply to the content; or the first refusal before it
     */
    public Reply send(String from, List<String> to, byte[] content) {
        StringBuilder envelope = new StringBuilder("MAIL FROM:<" + from + ">\r\n");
        to.forEach(recipient -> envelope.append("RCPT TO:<").append(recipient).append(">\r\n"));
        envelope.append("DATA\r\n");
        write(envelope.toString().getBytes(StandardCharsets.UTF_8));
        List<Reply> replies = new ArrayList<>();
        for (int i = 0; i < to.size() + 2; i++) {
            replies.add(reply());
        }
        Reply data = replies.getLast();
        if (data.code() == 354) {
            write(Wire.stuffed(content));
            return reply();
        }
        command("RSET");
        return replies.stream().filter(reply -> !reply.accepted()).findFirst().orElse(data);
    }

    /** The same, and it must be taken. */
    public void sendAccepted(String from, List<String> to, byte[] content) {
        Reply reply = send(from, to, content);
        if (!reply.accepted()) {
            throw new AssertionError("from <" + from + "> to " + to + ": " + reply);
        }
    }

    /** Sends raw bytes, whatever they are. */
    public void write(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            throw new Gone(e);
        }
    }

    /** Reads the next reply; one with code 0 if the server has closed. */
    public Reply reply() {
        try {
            return read();
        } catch (IOException e) {
            throw new Gone(e);
        }
    }

    /** The connection broke. */
    public static final class Gone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Gone(IOException cause) {
            super("the SMTP connection is gone: " + cause.getMessage(), cause);
        }
    }

    private Reply read() throws IOException {
        StringBuilder text = new StringBuilder();
        while (true) {
            String line = line();
            if (line.isEmpty()) {
                return new Reply(0, "closed");
            }
            if (line.length() < 3) {
                throw new AssertionError("not an SMTP reply: " + line);
            }
            text.append(text.isEmpty() ? "" : "\n").append(line.length() > 4 ? line.substring(4) : "");
            if (line.length() == 3 || line.charAt(3) == ' ') {
                return new Reply(Integer.parseInt(line.substring(0, 3)), text.toString());
            }
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int one;
        while ((one = in.read()) >= 0 && one != '\n') {
            if (one != '\r') {
                line.write(one);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try (Socket closing = socket) {
            out.write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        } catch (IOException e) {
            // The server may have closed first, as some tests want it to.
            if (!socket.isClosed()) {
                throw new AssertionError("the socket can't be closed", e);
            }
        }
    }
}
