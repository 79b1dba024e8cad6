package io.tradepost.bench.ingest;

import io.tradepost.bench.BenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Real messages, given out again and again with other words and digits, so that no two are the same and none compresses
 * better than the original: whoever replicates mail without that measures deduplication. A word becomes another of its
 * length, as often as it is written in this mail, so that the index meets no more different words than mail has. In
 * attachments letters change, so that none is shared unless the original mail shared it.
 */
final class RealMail {
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

    static RealMail load(Path folder) {
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

    int originals() {
        return originals.size();
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
            if (one >= '0' && one <= '9' && random.nextInt(EVERY_DIGIT) == 0) {
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

    private void learn(byte[] mail) {
        for (int line = 0; line < mail.length; ) {
            int behind = endOfLine(mail, line);
            if (!attached(mail, line, behind)) {
                int at = line;
                while (at < behind) {
                    int end = endOfWord(mail, at, behind);
                    if (usual(end - at) && seen++ % LEARNT == 0) {
                        words.get(end - at).add(java.util.Arrays.copyOfRange(mail, at, end));
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

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new BenchException("cannot read " + file, e);
        }
    }
}
