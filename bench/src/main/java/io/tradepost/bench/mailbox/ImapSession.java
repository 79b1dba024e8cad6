package io.tradepost.bench.mailbox;

import io.tradepost.bench.BenchException;
import io.tradepost.bench.process.Account;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** A signed-in IMAP connection that reads answers by the buffer and keeps nothing of them but numbers. */
final class ImapSession implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    /** Enough of a line to know what it is. */
    private static final int KEPT = 120;

    private static final int NONE = -1;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private final byte[] beginning = new byte[KEPT];
    private int at;
    private int end;
    private int kept;
    private long octets;
    private int numbers;
    private int tags;

    /** A failed command: refused, or the connection is gone. */
    static final class Failed extends BenchException {
        private static final long serialVersionUID = 1L;

        Failed(String message) {
            super(message);
        }

        Failed(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Greets and signs in.
     *
     * @param longest that any answer may keep us waiting
     */
    ImapSession(Socket socket, Account account, Duration longest) {
        try {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(Math.toIntExact(longest.toMillis()));
            in = socket.getInputStream();
            out = socket.getOutputStream();
            readLine();
        } catch (IOException e) {
            throw new Failed("no greeting", e);
        }
        ask("LOGIN \"" + account.address() + "\" \"" + account.password() + "\"");
    }

    /** Runs a command. */
    Answer ask(String command) {
        return ask(command, new byte[0], "");
    }

    /**
     * Runs a command that ends with, or has in it, a literal; the server must know LITERAL+ (RFC 7888).
     *
     * @param behind what follows the literal, with its leading space
     */
    Answer ask(String command, byte[] literal, String behind) {
        String tag = "t" + ++tags;
        String first = tag + " " + command + (literal.length == 0 ? "" : " {" + literal.length + "+}\r\n");
        long began = System.nanoTime();
        try {
            octets = 0;
            byte[] head = first.getBytes(StandardCharsets.UTF_8);
            byte[] tail = (behind + "\r\n").getBytes(StandardCharsets.UTF_8);
            byte[] all = Arrays.copyOf(head, head.length + literal.length + tail.length);
            System.arraycopy(literal, 0, all, head.length, literal.length);
            System.arraycopy(tail, 0, all, head.length + literal.length, tail.length);
            out.write(all);
            int found = untilTagged(tag, command);
            return new Answer(System.nanoTime() - began, found, octets);
        } catch (IOException e) {
            throw new Failed(verb(command) + ": " + e.getMessage(), e);
        }
    }

    private int untilTagged(String tag, String command) throws IOException {
        int found = 0;
        while (true) {
            readLine();
            String said = new String(beginning, 0, kept, StandardCharsets.UTF_8);
            if (said.startsWith("* SEARCH")) {
                found += numbers;
            } else if (said.startsWith("* ") && said.contains(" FETCH (")) {
                found++;
            } else if (said.startsWith("* ") && said.contains(" EXISTS")) {
                found = Integer.parseInt(said.substring(2, said.indexOf(' ', 2)));
            } else if (said.startsWith(tag + " ")) {
                if (!said.startsWith(tag + " OK")) {
                    throw new Failed(verb(command) + " was answered with "
                            + said.substring(tag.length()).strip());
                }
                return found;
            }
        }
    }

    /** Of a command only what holds no word of the mail. */
    private static String verb(String command) {
        return command.split(" ", 2)[0];
    }

    /** Reads one line with the literals in it (RFC 3501 section 4.3). */
    private void readLine() throws IOException {
        kept = 0;
        numbers = 0;
        byte before = 0;
        int literal = NONE;
        boolean closed = false;
        while (true) {
            byte one = next();
            if (one == '\n') {
                if (!closed) {
                    return;
                }
                skip(literal);
                literal = NONE;
                closed = false;
                continue;
            }
            if (kept < beginning.length) {
                beginning[kept++] = one;
            }
            boolean digit = one >= '0' && one <= '9';
            if (digit && before == ' ') {
                numbers++;
            }
            before = one;
            if (one == '{') {
                literal = 0;
                closed = false;
            } else if (digit && literal != NONE && !closed) {
                literal = literal * 10 + one - '0';
            } else if (one == '}' && literal != NONE) {
                closed = true;
            } else if (one != '\r') {
                literal = NONE;
                closed = false;
            }
        }
    }

    private byte next() throws IOException {
        if (at == end) {
            fill();
        }
        octets++;
        return buffer[at++];
    }

    private void skip(int count) throws IOException {
        int left = count;
        octets += count;
        while (left > 0) {
            if (at == end) {
                fill();
            }
            int step = Math.min(left, end - at);
            at += step;
            left -= step;
        }
    }

    private void fill() throws IOException {
        int read = in.read(buffer);
        if (read < 0) {
            throw new EOFException("the server closed the connection");
        }
        at = 0;
        end = read;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new BenchException("the connection can't be closed", e);
        }
    }
}
