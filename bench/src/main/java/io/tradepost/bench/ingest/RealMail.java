package io.tradepost.bench.ingest;

import io.tradepost.bench.BenchException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Real messages, given out again and again with other words and digits, so that no two are the same and none compresses
 * better than the original: whoever replicates mail without that measures deduplication. A word becomes another of its
 * length, as often as it is written in this mail, so that the index meets no more different words than mail has. In
 * attachments letters change, so that none is shared unless the original mail shared it.
 */
public final class RealMail {
    private static final int HEADER_LETTERS = 64;
    private static final int SHORTEST_WORD = 4;
    private static final int LONGEST_WORD = 14;
    /** Of letters, digits and signs; a line of so many without a space is an attachment's. */
    private static final int ATTACHED_LINE = 60;

    /** One word in so many is learnt, which is enough to draw from. */
    private static final int LEARNT = 8;

    private static final int EVERY_WORD = 8;
    private static final int EVERY_DIGIT = 4;
    private static final int EVERY_LETTER = 16;

    private static final List<byte[]> VARIED_FIELDS =
            List.of(octets("Subject: "), octets("Message-ID: "), octets("Message-Id: "));
    private static final byte[] ENCODED_WORD = octets("=?");

    private final List<byte[]> originals;
    /** By length. */
    private final List<List<byte[]>> words = new ArrayList<>();

    private int seen;

    private RealMail(List<byte[]> originals) {
        this.originals = originals;
        for (int length = 0; length <= LONGEST_WORD; length++) {
            words.add(new ArrayList<>());
        }
        originals.forEach(this::learn);
    }

    /** All mail below this folder, one message a file. */
    public static RealMail load(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<byte[]> originals = files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".jsonl"))
                    .sorted()
                    .map(RealMail::read)
                    .toList();
            if (originals.isEmpty()) {
                throw new BenchException("no mail in " + folder);
            }
            return new RealMail(originals);
        } catch (IOException e) {
            throw new BenchException("no mail can be read in " + folder + ": " + e.getMessage(), e);
        }
    }

    /** How many messages there are before the first comes again. */
    public int originals() {
        return originals.size();
    }

    /**
     * Message number {@code i}, varied only where its structure does not depend on it: in the lines of its parts, in the
     * digits of its Message-ID and the words of its subject. What a parser makes of it is what it makes of the original.
     */
    public byte[] wellFormed(int i) {
        byte[] original = originals.get(i % originals.size());
        if (i < originals.size()) {
            return original;
        }
        SplittableRandom random = new SplittableRandom(i);
        byte[] varied = original.clone();
        boolean header = true;
        for (int at = 0; at < varied.length; ) {
            int end = endOfLine(original, at);
            if (header) {
                int value = variedValue(original, at, end);
                if (value < end) {
                    vary(varied, value, end, random);
                }
                header = !blank(original, at, end);
            } else if (original[at] == '-' && end - at > 2 && original[at + 1] == '-') {
                // A boundary: the header of the next part follows. Behind a signature's dashes a few lines stay as they
                // are.
                header = true;
            } else {
                vary(varied, at, end, random);
            }
            at = end;
        }
        return varied;
    }

    /** Where the value begins that may vary; the line's end if none may. */
    private static int variedValue(byte[] mail, int from, int to) {
        for (byte[] name : VARIED_FIELDS) {
            if (to - from > name.length && matches(mail, from, name)) {
                // An encoded word (RFC 2047) is a structure of its own.
                return contains(mail, from, to, ENCODED_WORD) ? to : from + name.length;
            }
        }
        return to;
    }

    private static boolean contains(byte[] mail, int from, int to, byte[] what) {
        for (int at = from; at + what.length <= to; at++) {
            if (matches(mail, at, what)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(byte[] mail, int at, byte[] what) {
        return Arrays.equals(mail, at, Math.min(mail.length, at + what.length), what, 0, what.length);
    }

    private static boolean blank(byte[] mail, int from, int to) {
        return mail[from] == '\n' || (mail[from] == '\r' && to - from == 2);
    }

    /** Message number {@code i}: the originals as they are first, then varied. */
    byte[] message(int i) {
        byte[] original = originals.get(i % originals.size());
        int round = i / originals.size();
        if (round == 0) {
            return original;
        }
        SplittableRandom random = new SplittableRandom(i);
        byte[] varied = original.clone();
        for (int at = 0; at < varied.length; ) {
            int end = endOfLine(original, at);
            if (end > HEADER_LETTERS) {
                vary(varied, at, end, random);
            }
            at = end;
        }
        return varied;
    }

    private void vary(byte[] mail, int from, int to, SplittableRandom random) {
        boolean attached = attached(mail, from, to);
        int at = from;
        while (at < to) {
            byte one = mail[at];
            if (one >= '0' && one <= '9' && !escaped(mail, at) && random.nextInt(EVERY_DIGIT) == 0) {
                mail[at] = (byte) ('0' + random.nextInt(10));
            } else if (attached && one >= 'a' && one <= 'z' && random.nextInt(EVERY_LETTER) == 0) {
                mail[at] = (byte) ('a' + random.nextInt(26));
            }
            int end = attached ? at + 1 : endOfWord(mail, at, to);
            if (usual(end - at) && random.nextInt(EVERY_WORD) == 0) {
                List<byte[]> others = words.get(end - at);
                System.arraycopy(others.get(random.nextInt(others.size())), 0, mail, at, end - at);
            }
            at = Math.max(end, at + 1);
        }
    }

    /** Whether this is one of the two digits of an octet in quoted-printable (RFC 2045 section 6.7). */
    private static boolean escaped(byte[] mail, int at) {
        return (at > 0 && mail[at - 1] == '=') || (at > 1 && mail[at - 2] == '=');
    }

    private void learn(byte[] mail) {
        for (int line = 0; line < mail.length; ) {
            int behind = endOfLine(mail, line);
            if (!attached(mail, line, behind)) {
                int at = line;
                while (at < behind) {
                    int end = endOfWord(mail, at, behind);
                    if (usual(end - at) && seen++ % LEARNT == 0) {
                        words.get(end - at).add(Arrays.copyOfRange(mail, at, end));
                    }
                    at = Math.max(end, at + 1);
                }
            }
            line = behind;
        }
    }

    private static boolean usual(int length) {
        return length >= SHORTEST_WORD && length <= LONGEST_WORD;
    }

    private static int endOfLine(byte[] mail, int from) {
        int at = from;
        while (at < mail.length && mail[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, mail.length);
    }

    /** Behind the small letters that stand here. */
    private static int endOfWord(byte[] mail, int from, int to) {
        int at = from;
        while (at < to && mail[at] >= 'a' && mail[at] <= 'z') {
            at++;
        }
        return at;
    }

    private static boolean attached(byte[] mail, int from, int to) {
        if (to - from < ATTACHED_LINE) {
            return false;
        }
        for (int at = from; at < from + ATTACHED_LINE; at++) {
            if (!Character.isLetterOrDigit(mail[at]) && mail[at] != '+' && mail[at] != '/') {
                return false;
            }
        }
        return true;
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new BenchException("cannot read " + file, e);
        }
    }
}
