package io.tradepost.bench.load;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes messages from a seed. No two are alike: each carries a token that is never used again. Safe for many threads,
 * each with a random source of its own.
 */
public final class MailFactory {
    private static final int LINE = 72;
    /** A stretch of invented text that bodies are cut from; inventing each body would cost more than sending it. */
    private static final int TEXT_LINES = 8_192;
    /** So many different words as a few hundred pages have. Text of random letters would fill the index with terms. */
    private static final int WORDS = 4_000;

    private final String run;
    private final Shape shape;
    private final byte[] text;
    private final AtomicLong next = new AtomicLong();

    /**
     * What the messages are like.
     *
     * @param accounts       whom they go to
     * @param topics         whom they come from and what about
     * @param smallest       bytes
     * @param largest        bytes; sizes are spread evenly on a logarithmic scale, as those of real mail roughly are
     * @param mostRecipients of one message; half of the messages have just one
     */
    public record Shape(List<String> accounts, List<Topic> topics, int smallest, int largest, int mostRecipients) {
        public Shape {
            accounts = List.copyOf(accounts);
            topics = List.copyOf(topics);
        }
    }

    /**
     * A factory.
     *
     * @param run  letters and digits that no other run on the same data has used
     * @param seed of the invented text
     */
    public MailFactory(String run, Shape shape, long seed) {
        this.run = run;
        this.shape = shape;
        this.text = text(new SplittableRandom(seed));
    }

    private static byte[] text(SplittableRandom random) {
        List<String> words = words(random);
        StringBuilder text = new StringBuilder(TEXT_LINES * LINE);
        for (int line = 0; line < TEXT_LINES; line++) {
            int end = text.length() + LINE - 2;
            // A line that begins with a dot now and then, since stuffing it is part of the way.
            text.append(random.nextInt(64) == 0 ? "." : "");
            while (text.length() < end) {
                // The cube makes a few words frequent and most of them rare, roughly as in a language.
                double draw = random.nextDouble();
                text.append(words.get((int) (draw * draw * draw * WORDS))).append(' ');
            }
            text.setLength(end);
            text.append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static List<String> words(SplittableRandom random) {
        List<String> words = new ArrayList<>(WORDS);
        for (int i = 0; i < WORDS; i++) {
            StringBuilder word = new StringBuilder();
            int letters = 2 + random.nextInt(9);
            for (int letter = 0; letter < letters; letter++) {
                word.append((char) ('a' + random.nextInt(26)));
            }
            words.add(word.toString());
        }
        return words;
    }

    /** The next message; what it is like is drawn from this source. */
    public LoadMail next(SplittableRandom random) {
        long number = next.getAndIncrement();
        String token = run + "x" + number;
        List<String> recipients = recipients(random);
        Topic topic = shape.topics().get(random.nextInt(shape.topics().size()));
        String head = "From: <" + topic.from() + ">\r\nTo: <" + recipients.get(0) + ">\r\nSubject: "
                + topic.subject() + " " + token
                + "\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\nMessage-ID: <"
                + LoadMail.messageId(token)
                + ">\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\nToken " + token + "\r\n";
        byte[] header = head.getBytes(StandardCharsets.US_ASCII);
        int lines = Math.max(1, (size(random) - header.length) / LINE);
        byte[] content = new byte[header.length + lines * LINE];
        System.arraycopy(header, 0, content, 0, header.length);
        for (int line = 0; line < lines; ) {
            int from0 = random.nextInt(TEXT_LINES);
            int stretch = Math.min(lines - line, TEXT_LINES - from0);
            System.arraycopy(text, from0 * LINE, content, header.length + line * LINE, stretch * LINE);
            line += stretch;
        }
        return new LoadMail(token, topic.from(), recipients, content, sha256(content));
    }

    private int size(SplittableRandom random) {
        double low = Math.log(shape.smallest());
        double high = Math.log(shape.largest());
        return (int) Math.exp(low + (high - low) * random.nextDouble());
    }

    private List<String> recipients(SplittableRandom random) {
        int most = Math.min(shape.mostRecipients(), shape.accounts().size());
        int count = random.nextBoolean() ? 1 : 1 + random.nextInt(most);
        List<String> all = new ArrayList<>(shape.accounts());
        for (int i = 0; i < count; i++) {
            Collections.swap(all, i, i + random.nextInt(all.size() - i));
        }
        return all.subList(0, count);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .toLowerCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
