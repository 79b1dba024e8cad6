package io.tradepost.archive.transfer;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * As much of IMAP (RFC 9051, RFC 3501) as it takes to read mail. Of our own, since the usual library and the one that the
 * mail server brings can't live on one class path without taking each other's parts.
 */
final class ImapWire implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 60_000;
    private static final int LONGEST_LINE = 1 << 20;
    private static final long LARGEST_MESSAGE = 1L << 30;
    private static final Pattern LITERAL = Pattern.compile("\\{(\\d{1,12})\\+?\\}$");
    private static final Pattern BODY = Pattern.compile("(?i)BODY\\[\\] *\\{\\d+\\+?\\}$");

    private final ImapAccount account;
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private String capabilities = "";
    private int tag;

    /**
     * A response, its literals put where they stood.
     *
     * @param text without the line end, as ISO 8859-1; {@code ~} stands for a message's bytes
     * @param body file with the bytes of a message; a file that is not there if it holds none
     */
    record Response(String text, Path body) {
        boolean isUntagged(String word) {
            return text.toUpperCase(Locale.ROOT).startsWith("* " + word);
        }
    }

    ImapWire(ImapAccount account) throws IOException {
        this.account = account;
        this.socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(account.host(), account.port()), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            if (account.security() == ImapAccount.Security.TLS) {
                socket = tls(socket);
            } else if (account.security() == ImapAccount.Security.NONE
                    && !socket.getInetAddress().isLoopbackAddress()) {
                throw new IOException("without TLS only a server on this machine is asked");
            }
            in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            out = new BufferedOutputStream(socket.getOutputStream());
            greet();
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private Socket tls(Socket plain) throws IOException {
        SSLSocketFactory factory = account.trusted().isPresent()
                ? TrustedCertificate.factory(account.trusted().get())
                : (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket secure = (SSLSocket) factory.createSocket(plain, account.host(), account.port(), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS"); // RFC 7817: the name is checked as in RFC 6125
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    private void greet() throws IOException {
        String greeting = line();
        if (!greeting.toUpperCase(Locale.ROOT).startsWith("* OK")) {
            throw new IOException("the server does not greet: " + greeting);
        }
        if (account.security() == ImapAccount.Security.STARTTLS) {
            command("STARTTLS");
            if (in.available() > 0) {
                throw new IOException("the server said more than it was asked before TLS began");
            }
            socket = tls(socket);
            in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            out = new BufferedOutputStream(socket.getOutputStream());
        }
        command("CAPABILITY").stream()
                .filter(response -> response.isUntagged("CAPABILITY"))
                .forEach(response -> capabilities = response.text().toUpperCase(Locale.ROOT) + " ");
    }

    /** Signs in. */
    void signIn() throws IOException {
        String secret = account.password().value();
        if (!capabilities.contains(" AUTH=PLAIN ")) {
            command("LOGIN " + quoted(account.user()) + " " + quoted(secret));
            return;
        }
        String name = send("AUTHENTICATE PLAIN"); // RFC 4616
        String answer = line();
        if (answer.startsWith("+")) {
            byte[] plain = ("\0" + account.user() + "\0" + secret).getBytes(StandardCharsets.UTF_8);
            write(Base64.getEncoder().encodeToString(plain) + "\r\n");
            answer = line();
        }
        while (answer.startsWith("* ")) {
            answer = line();
        }
        check(name, answer);
    }

    /** Sends a command and gives what came back before it was done. */
    List<Response> command(String text) throws IOException {
        List<Response> responses = new ArrayList<>();
        command(text, Path.of(""), responses::add);
        return responses;
    }

    /**
     * The same for answers that hold messages, whose bytes are written to a file each.
     *
     * @param spool file to write them to, again and again
     */
    void command(String text, Path spool, Consumer<Response> responses) throws IOException {
        String name = send(text);
        while (true) {
            Response response = response(spool);
            if (response.text().startsWith(name + " ")) {
                check(name, response.text());
                return;
            }
            responses.accept(response);
        }
    }

    private String send(String text) throws IOException {
        String name = "a" + ++tag;
        write(name + " " + text + "\r\n");
        return name;
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static void check(String name, String answer) throws IOException {
        String rest = answer.startsWith(name + " ") ? answer.substring(name.length() + 1) : answer;
        if (!rest.toUpperCase(Locale.ROOT).startsWith("OK")) {
            throw new RefusedException(rest);
        }
    }

    /** The server said no. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(String answer) {
            super("the server says: " + answer);
        }
    }

    private Response response(Path spool) throws IOException {
        StringBuilder text = new StringBuilder();
        Path body = Path.of("");
        while (true) {
            text.append(line());
            Matcher literal = LITERAL.matcher(text);
            if (!literal.find()) {
                return new Response(text.toString(), body);
            }
            long length = Long.parseLong(literal.group(1));
            boolean message = BODY.matcher(text).find();
            text.setLength(literal.start());
            if (message) {
                body = spool;
                copy(length, spool);
                text.append('~');
            } else {
                text.append(quoted(new String(bytes(length), StandardCharsets.ISO_8859_1)));
            }
        }
    }

    private void copy(long length, Path file) throws IOException {
        if (length > LARGEST_MESSAGE) {
            throw new IOException("a message of " + length + " bytes is more than is taken");
        }
        byte[] chunk = new byte[1 << 16];
        try (OutputStream target = Files.newOutputStream(file)) {
            for (long left = length; left > 0; ) {
                int n = in.read(chunk, 0, (int) Math.min(left, chunk.length));
                if (n < 0) {
                    throw new IOException("the connection ended in a message");
                }
                target.write(chunk, 0, n);
                left -= n;
            }
        }
    }

    private byte[] bytes(long length) throws IOException {
        byte[] bytes = in.readNBytes((int) Math.min(length, LONGEST_LINE));
        if (bytes.length < length) {
            throw new IOException("the connection ended, or the server says too much at once");
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.length() > LONGEST_LINE) {
                throw new IOException(c < 0 ? "the connection ended" : "a line without an end");
            }
            line.append((char) c);
        }
        int end = line.length();
        return line.substring(0, end > 0 && line.charAt(end - 1) == '\r' ? end - 1 : end);
    }

    /** A quoted string, RFC 9051 section 4.3. */
    static String quoted(String text) {
        return "\"" + text.replaceAll("[\\r\\n\\x00]", "").replaceAll("([\"\\\\])", "\\\\$1") + "\"";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
