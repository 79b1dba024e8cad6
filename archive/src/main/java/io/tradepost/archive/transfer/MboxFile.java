package io.tradepost.archive.transfer;

import io.tradepost.archive.Content;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the messages out of an mbox (RFC 4155; variants as in qmail's mbox(5)).
 *
 * <p>A message begins at a line {@code From sender date} at the start of the file or behind an empty line. Variants differ
 * in how a line of a message that looks like that is disguised: mboxo puts {@code >} before {@code From }, mboxrd before
 * {@code >*From }, so that it can always be undone. Both are undone by taking one {@code >} away; only where a file has
 * no {@code >>From } line can they not be told apart, and there it makes no difference. A file whose messages carry a
 * {@code Content-Length} that leads exactly to the next message (mboxcl2) disguises nothing, and nothing is undone.
 *
 * <p>A file named {@code …mboxrd.mbox} or {@code ….mboxrd} is known to be mboxrd, as our own exports are: there each disguised
 * line is undone, in headers too, no length is believed, and the word {@value #UNENDED} behind a separator's date says that
 * the message did not end with a line end.
 */
final class MboxFile {
    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern SEPARATOR = Pattern.compile("From (\\S+).{0,200}?\\d{1,2}:\\d{2}.{0,60}");
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length:\\s*(\\d{1,12})\\s*");
    private static final long LARGEST = 512L << 20;

    /** Behind the date of a message whose last line had no end. */
    private static final String UNENDED = "unended";

    private final Path file;
    private final boolean reversible;
    private final Receiver receiver;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private String sender = "";
    private int count;
    private boolean inHeader;
    private boolean unended;
    /** A very long line comes in pieces; only the first is where a line begins. */
    private boolean lineStart = true;

    private long declared = -1;
    private long verbatimLeft;

    /** Gets each message. */
    interface Receiver {
        void message(MailSource source) throws IOException;

        /** A message that could not be taken. */
        void failed(String name, String reason);
    }

    private MboxFile(Path file, Receiver receiver) {
        this.file = file;
        String name = String.valueOf(file.getFileName());
        this.reversible = name.endsWith("mboxrd.mbox") || name.endsWith(".mboxrd");
        this.receiver = receiver;
    }

    /** Whether a file begins as an mbox does. */
    static boolean looksLikeOne(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return java.util.Arrays.equals(in.readNBytes(FROM.length), FROM);
        }
    }

    static void read(Path file, Receiver receiver) throws IOException {
        new MboxFile(file, receiver).run();
    }

    private void run() throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 256 << 10)) {
            boolean afterEmpty = true;
            for (byte[] line = line(in); line.length > 0; line = line(in)) {
                if (verbatimLeft > 0) {
                    verbatimLeft -= line.length;
                    message.write(line);
                    afterEmpty = verbatimLeft <= 0;
                } else if (afterEmpty && separator(line)) {
                    finish();
                    begin(line);
                    afterEmpty = false;
                } else {
                    afterEmpty = take(line);
                }
                lineStart = line[line.length - 1] == '\n';
            }
            finish();
        }
    }

    private boolean separator(byte[] line) {
        if (!lineStart || !startsWithFrom(line, 0)) {
            return false;
        }
        return count == 0 || SEPARATOR.matcher(text(line)).matches();
    }

    private void begin(byte[] line) {
        Matcher matcher = SEPARATOR.matcher(text(line));
        sender = matcher.matches() ? matcher.group(1) : "";
        unended = reversible && text(line).endsWith(" " + UNENDED);
        count++;
        inHeader = true;
        declared = -1;
    }

    /** Takes a line of a message; whether it is empty. */
    private boolean take(byte[] line) throws IOException {
        boolean empty = text(line).isEmpty();
        if (inHeader && !empty && !reversible) {
            Matcher length = LENGTH.matcher(text(line));
            if (length.matches()) {
                declared = Long.parseLong(length.group(1));
            }
        }
        int quotes = 0;
        while (quotes < line.length && line[quotes] == '>') {
            quotes++;
        }
        boolean undone = lineStart && (reversible || !inHeader);
        boolean disguised = quotes > 0 && undone && startsWithFrom(line, quotes);
        message.write(line, disguised ? 1 : 0, disguised ? line.length - 1 : line.length);
        if (inHeader && empty) {
            inHeader = false;
            if (declared > 0 && leadsToNext()) {
                verbatimLeft = declared;
            }
        }
        return empty;
    }

    private long position;

    /** Whether the declared length ends at the next message or the end of the file. */
    private boolean leadsToNext() throws IOException {
        long end = position + declared;
        long size = Files.size(file);
        if (end >= size) {
            return end == size;
        }
        try (java.io.RandomAccessFile look = new java.io.RandomAccessFile(file.toFile(), "r")) {
            look.seek(end);
            byte[] next = new byte[(int) Math.min(size - end, 8)];
            look.readFully(next);
            String start = new String(next, StandardCharsets.ISO_8859_1).stripLeading();
            return start.isEmpty() || start.startsWith("From ");
        }
    }

    private void finish() throws IOException {
        if (count == 0) {
            return;
        }
        byte[] bytes = message.toByteArray();
        message.reset();
        String name = file + " message " + count;
        if (bytes.length >= LARGEST) {
            receiver.failed(name, "larger than " + LARGEST + " bytes");
            return;
        }
        receiver.message(new MailSource(name, "mbox", sender, Content.of(whole(bytes))));
    }

    private byte[] whole(byte[] bytes) {
        byte[] message = withoutLastEmptyLine(bytes);
        boolean cut = unended && message.length > 0 && message[message.length - 1] == '\n';
        return cut ? java.util.Arrays.copyOf(message, message.length - 1) : message;
    }

    /** The empty line before the next separator belongs to the file, not to the message. */
    private static byte[] withoutLastEmptyLine(byte[] bytes) {
        int end = bytes.length;
        if (end >= 4 && bytes[end - 1] == '\n' && bytes[end - 2] == '\r' && bytes[end - 3] == '\n') {
            end -= 2;
        } else if (end >= 2 && bytes[end - 1] == '\n' && bytes[end - 2] == '\n') {
            end -= 1;
        }
        return end == bytes.length ? bytes : java.util.Arrays.copyOf(bytes, end);
    }

    private static boolean startsWithFrom(byte[] line, int at) {
        return line.length >= at + FROM.length
                && java.util.Arrays.equals(line, at, at + FROM.length, FROM, 0, FROM.length);
    }

    private static String text(byte[] line) {
        int end = line.length;
        while (end > 0 && (line[end - 1] == '\n' || line[end - 1] == '\r')) {
            end--;
        }
        return new String(line, 0, end, StandardCharsets.ISO_8859_1);
    }

    /** The next line with its end, or a piece of a very long one; empty at the end of the file. */
    private byte[] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        for (int c = in.read(); c >= 0; c = in.read()) {
            line.write(c);
            if (c == '\n' || line.size() >= 1 << 20) {
                break;
            }
        }
        position += line.size();
        return line.toByteArray();
    }
}
