package io.tradepost.bench.load;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An SMTP client for load: blocking, pipelined (RFC 2920), no TLS, as a stranger's server brings mail. */
final class SmtpConnection implements AutoCloseable {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 120_000;
    private static final byte[] END = "\r\n.\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket = new Socket();
    private final byte[] buffer = new byte[4_096];
    private int position;
    private int limit;

    /** Connects and greets. */
    SmtpConnection(int port) throws IOException {
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            socket.setSoTimeout(READ_MILLIS);
            socket.setTcpNoDelay(true);
            expect(reply(), 220);
            send("EHLO load.example\r\n");
            expect(reply(), 250);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Sends one message and notes in the ledger what became of it; throws when the connection is of no more use. */
    void send(LoadMail mail, Ledger ledger) throws IOException {
        StringBuilder envelope =
                new StringBuilder("MAIL FROM:<").append(mail.from()).append(">\r\n");
        mail.recipients().forEach(to -> envelope.append("RCPT TO:<").append(to).append(">\r\n"));
        send(envelope.append("DATA\r\n").toString());
        String sender = reply();
        String refusedRecipient = "";
        for (int i = 0; i < mail.recipients().size(); i++) {
            String recipient = reply();
            if (!recipient.startsWith("2")) {
                refusedRecipient = recipient;
            }
        }
        String data = reply();
        if (!sender.startsWith("2")) {
            ledger.refusedAt("MAIL", sender);
        } else if (!refusedRecipient.isEmpty()) {
            ledger.refusedAt("RCPT", refusedRecipient);
        } else if (!data.startsWith("3")) {
            ledger.refusedAt("DATA", data);
        }
        if (!data.startsWith("3")) {
            reset();
            return;
        }
        if (!refusedRecipient.isEmpty()) {
            // Some recipients were taken and others not. There is no way back out of DATA but to close.
            throw new IOException("some recipients were refused");
        }
        content(mail, ledger);
    }

    private void content(LoadMail mail, Ledger ledger) throws IOException {
        OutputStream out = socket.getOutputStream();
        String answer;
        try {
            out.write(stuffed(mail.content()));
            answer = reply();
        } catch (IOException e) {
            ledger.unanswered(mail);
            throw e;
        }
        if (answer.startsWith("250")) {
            ledger.acknowledged(mail);
            return;
        }
        ledger.refused(mail);
        ledger.refusedAt("content", answer);
        reset();
    }

    private void reset() throws IOException {
        send("RSET\r\n");
        expect(reply(), 250);
    }

    /** Dots doubled where a line begins with one (RFC 5321 section 4.5.2), and the end of data. */
    private static byte[] stuffed(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + content.length / 64 + 8);
        int from = 0;
        for (int i = 0; i < content.length; i++) {
            if (content[i] == '.' && (i == 0 || content[i - 1] == '\n')) {
                out.write(content, from, i - from);
                out.write('.');
                from = i;
            }
        }
        out.write(content, from, content.length - from);
        // The content ends with CRLF, which is the first of these bytes.
        out.write(END, 2, END.length - 2);
        return out.toByteArray();
    }

    private void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The last line of a reply. */
    private String reply() throws IOException {
        while (true) {
            String line = line();
            if (line.length() < 4 || line.charAt(3) != '-') {
                return line;
            }
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(80);
        InputStream in = socket.getInputStream();
        while (true) {
            if (position == limit) {
                position = 0;
                limit = in.read(buffer);
                if (limit < 0) {
                    limit = 0;
                    throw new EOFException("the server closed the connection");
                }
            }
            byte one = buffer[position++];
            if (one == '\n') {
                return line.toString().strip();
            }
            line.append((char) one);
        }
    }

    private static void expect(String reply, int code) throws IOException {
        if (!reply.startsWith(Integer.toString(code))) {
            throw new IOException("expected " + code + ", got " + reply);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
