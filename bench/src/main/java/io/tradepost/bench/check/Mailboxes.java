package io.tradepost.bench.check;

import io.tradepost.bench.BenchException;
import io.tradepost.bench.process.Account;
import io.tradepost.bench.process.Loopback;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads mailboxes as a mail client does, over IMAP with TLS, as plain lines: mail libraries would cost more than the server. */
public final class Mailboxes implements AutoCloseable {
    private static final int READ_MILLIS = 300_000;
    private static final Pattern MESSAGE_ID = Pattern.compile("(?i)^Message-ID: *<([^>]*)>");
    private static final Pattern LISTED = Pattern.compile("^\\* LIST \\([^)]*\\) \"[^\"]*\" (.*)$");
    private static final Pattern COUNT = Pattern.compile("MESSAGES (\\d+)");

    private final Socket socket;
    private final InputStream in;
    private int tags;

    private Mailboxes(Socket socket, Account account) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(READ_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        line();
        command("LOGIN \"" + account.address() + "\" \"" + account.password() + "\"");
    }

    /** Signs in at the port for IMAP in TLS. */
    public static Mailboxes open(int port, Account account) {
        try {
            return new Mailboxes(Loopback.tls(port), account);
        } catch (IOException e) {
            throw new BenchException("the mailboxes of " + account.address() + " can't be opened", e);
        }
    }

    /** Signs in at a port for IMAP without TLS. */
    public static Mailboxes openClear(int port, Account account) {
        try {
            return new Mailboxes(Loopback.clear(port), account);
        } catch (IOException e) {
            throw new BenchException("the mailboxes of " + account.address() + " can't be opened", e);
        }
    }

    /** How often each Message-ID, without brackets, is in any folder of this account. */
    public Map<String, Integer> messageIds() {
        try {
            Map<String, Integer> found = new HashMap<>();
            for (String folder : folders()) {
                command("EXAMINE " + folder);
                for (String line : command("FETCH 1:* (BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])")) {
                    Matcher matcher = MESSAGE_ID.matcher(line);
                    if (matcher.find()) {
                        found.merge(matcher.group(1), 1, Integer::sum);
                    }
                }
            }
            return found;
        } catch (IOException e) {
            throw new BenchException("a mailbox can't be read", e);
        }
    }

    /** How many messages there are in all folders together. */
    public int count() {
        try {
            int count = 0;
            for (String folder : folders()) {
                for (String line : command("STATUS " + folder + " (MESSAGES)")) {
                    Matcher matcher = COUNT.matcher(line);
                    count += matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
                }
            }
            return count;
        } catch (IOException e) {
            throw new BenchException("a mailbox can't be counted", e);
        }
    }

    private List<String> folders() throws IOException {
        List<String> folders = new ArrayList<>();
        for (String line : command("LIST \"\" \"*\"")) {
            Matcher matcher = LISTED.matcher(line);
            if (matcher.matches() && !line.contains("\\Noselect")) {
                folders.add(matcher.group(1));
            }
        }
        return folders;
    }

    /** The untagged lines; literals are lines like others here, since only header fields are ever asked for. */
    private List<String> command(String text) throws IOException {
        String tag = "t" + ++tags;
        socket.getOutputStream().write((tag + " " + text + "\r\n").getBytes(StandardCharsets.US_ASCII));
        List<String> lines = new ArrayList<>();
        while (true) {
            String line = line();
            if (line.startsWith(tag + " OK")) {
                return lines;
            }
            // A folder without messages: 1:* names none.
            if (line.startsWith(tag + " BAD") && text.startsWith("FETCH 1:*")) {
                return List.of();
            }
            if (line.startsWith(tag + " ")) {
                throw new IOException(text.split(" ", 2)[0] + " was answered with " + line);
            }
            lines.add(line);
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(96);
        while (true) {
            int one = in.read();
            if (one < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (one == '\n') {
                return line.toString().stripTrailing();
            }
            line.append((char) one);
        }
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
