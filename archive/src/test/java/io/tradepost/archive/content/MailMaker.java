package io.tradepost.archive.content;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;

/** Messages with attachments that are encoded as many programs do, and as no program should. */
final class MailMaker {
    private final Random random;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    MailMaker(long seed) {
        random = new Random(seed);
    }

    static byte[] file(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static byte[] withAttachment(String subject, byte[] file) {
        MailMaker maker = new MailMaker(1);
        maker.text("Subject: " + subject
                + "\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nHello\r\n--b\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n");
        maker.base64(file, 76, "\r\n");
        maker.text("\r\n--b--\r\n");
        return maker.bytes();
    }

    /** A message of anything, the same for the same seed. */
    byte[] anything() {
        text("Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n");
        int parts = random.nextInt(6);
        for (int i = 0; i < parts; i++) {
            text(random.nextBoolean() ? "--b\r\n" : "--b\n");
            piece();
        }
        if (random.nextBoolean()) {
            text("--b--\r\n");
        }
        return bytes();
    }

    private void piece() {
        String end = random.nextInt(4) == 0 ? "\n" : "\r\n";
        byte[] file = file(random.nextInt(random.nextBoolean() ? 300 : 30_000), random.nextInt(5));
        int line = new int[] {76, 72, 64, 60, 73, 4, 1, 1000, Integer.MAX_VALUE}[random.nextInt(9)];
        text("Content-Transfer-Encoding: base64" + end + end);
        switch (random.nextInt(8)) {
            case 0 -> text("just text" + end + end + "with lines" + end);
            case 1 -> {
                base64(file, line, end);
                text(end + end + "Trailing" + end);
            }
            case 2 -> {
                // Lines that change their length or their end on the way.
                base64(file, line, end);
                text(end);
                base64(file(200, 3), 40, end.equals("\n") ? "\r\n" : "\n");
                text(end);
            }
            case 3 -> {
                base64(file, line, end);
                text(random.nextBoolean() ? "=" : "====" + end);
            }
            case 4 ->
                text("QUJ\rD" + end + "QR==" + end + "AAAA" + end + end + "/".repeat(random.nextInt(9000)) + "=" + end);
            case 5 -> out.writeBytes(file);
            case 6 -> {
                base64(file, line, end);
                text(" " + end);
                base64(file, line, end);
            }
            default -> {
                base64(file, line, end);
                text(end);
            }
        }
    }

    void text(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void base64(byte[] file, int line, String end) {
        String all = Base64.getEncoder().encodeToString(file);
        for (int i = 0; i < all.length(); i += line) {
            if (i > 0) {
                text(end);
            }
            text(all.substring(i, (int) Math.min(all.length(), (long) i + line)));
            if (line == Integer.MAX_VALUE) {
                break;
            }
        }
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
