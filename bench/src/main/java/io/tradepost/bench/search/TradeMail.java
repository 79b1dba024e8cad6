package io.tradepost.bench.search;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Random;

/**
 * Mail of a trading company, from a seed: lines of real mail and new sentences of its words, a third of it Chinese, order
 * numbers in several spellings, a few thousand correspondents, threads.
 */
final class TradeMail {
    private static final int CORRESPONDENTS = 20_000;
    private static final int[] FREQUENT = {
        0x516c, 0x53f8, 0x8ba2, 0x5355, 0x5408, 0x540c, 0x62a5, 0x4ef7, 0x8d27, 0x6b3e, 0x6837, 0x54c1, 0x5ba2, 0x6237
    };

    private final Vocabulary vocabulary;
    private final Random random;

    TradeMail(Vocabulary vocabulary, long seed) {
        this.vocabulary = vocabulary;
        this.random = new Random(seed);
    }

    /** The message of this number. */
    byte[] next(int ordinal) {
        boolean chinese = random.nextInt(3) == 0;
        String body = chinese ? chinese() : latin();
        String subject =
                chinese ? sentence(1) : vocabulary.word(random) + " " + vocabulary.word(random) + " " + number();
        int person = (int) (CORRESPONDENTS * Math.pow(random.nextDouble(), 2));
        String parent =
                random.nextBoolean() ? "" : "In-Reply-To: <m" + random.nextInt(ordinal + 1) + "@bench.example>\r\n";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String encoded = chinese ? Base64.getMimeEncoder().encodeToString(bytes) : body;
        return ("Received: from mail.c" + person % 3000 + ".example (192.0.2." + person % 250
                        + ")\r\n\tby mx.ours.example with ESMTPS id " + Long.toHexString(random.nextLong())
                        + ";\r\n\tWed, 1 May 2024 08:00:00 +0000\r\nFrom: Person " + person + " <person" + person + "@c"
                        + person % 3000 + ".example>\r\nTo: sales" + random.nextInt(40)
                        + "@ours.example\r\nSubject: =?utf-8?B?"
                        + Base64.getEncoder().encodeToString(subject.getBytes(StandardCharsets.UTF_8))
                        + "?=\r\nMessage-ID: <m" + ordinal + "@bench.example>\r\n" + parent
                        + "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: "
                        + (chinese ? "base64" : "8bit") + "\r\n\r\n" + encoded + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private String latin() {
        StringBuilder out = new StringBuilder();
        int wanted = 300 + (int) (4000 * Math.pow(random.nextDouble(), 3));
        while (out.length() < wanted) {
            if (random.nextInt(3) == 0) {
                out.append(vocabulary.line(random));
            } else {
                for (int i = 0; i < 12; i++) {
                    out.append(vocabulary.word(random)).append(' ');
                }
            }
            out.append("\r\n");
        }
        return out.append("Ref. ").append(number()).append("\r\n").toString();
    }

    private String chinese() {
        StringBuilder out = new StringBuilder();
        for (int i = 5 + random.nextInt(25); i > 0; i--) {
            out.append(sentence(3)).append("\r\n");
        }
        return out.append("订单号 ").append(number()).append("\r\n").toString();
    }

    private String sentence(int pieces) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            out.append(vocabulary.chinese(random));
            for (int more = random.nextInt(8); more > 0; more--) {
                out.appendCodePoint(
                        random.nextBoolean()
                                ? FREQUENT[random.nextInt(FREQUENT.length)]
                                : 0x4e00 + (int) (5000 * Math.pow(random.nextDouble(), 3)));
            }
            out.append(random.nextInt(3) == 0 ? "，" : "");
        }
        return out.toString();
    }

    /** As {@code SO-2024-00123}, or without its hyphens. */
    private String number() {
        String[] parts = {
            random.nextBoolean() ? "SO" : "PI",
            Integer.toString(2015 + random.nextInt(12)),
            String.format(Locale.ROOT, "%06d", random.nextInt(1_000_000))
        };
        return String.join(random.nextBoolean() ? "-" : "", parts);
    }
}
