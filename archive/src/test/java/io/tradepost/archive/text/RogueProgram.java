package io.tradepost.archive.text;

import io.tradepost.extract.wire.Answer;
import io.tradepost.extract.wire.Frames;
import io.tradepost.extract.wire.Question;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;

/** A reading program as it must not be; the first argument says how. Real processes, so that real pipes are at stake. */
public final class RogueProgram {
    private RogueProgram() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        InputStream in = System.in;
        OutputStream out = System.out;
        switch (arguments[0]) {
            case "no-greeting" -> out.write("hello there".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            case "dies-at-once" -> Runtime.getRuntime().halt(1);
            default -> {
                Frames.greet(out);
                if (arguments[0].equals("never-reads")) {
                    Thread.sleep(600_000);
                }
                Question question = Frames.readQuestion(in);
                misbehave(arguments[0], Long.parseLong(arguments[1]), question, out);
            }
        }
        out.flush();
    }

    private static void misbehave(String how, long seed, Question question, OutputStream out)
            throws IOException, InterruptedException {
        ByteArrayOutputStream right = new ByteArrayOutputStream();
        Frames.answer(new Answer(question.id(), "text/plain", "the right words", Set.of()), right);
        byte[] frame = right.toByteArray();
        Random random = new Random(seed);
        switch (how) {
            case "hangs" -> Thread.sleep(600_000);
            case "half" -> out.write(frame, 0, frame.length / 2);
            case "half-and-hangs" -> {
                out.write(frame, 0, frame.length / 2);
                out.flush();
                Thread.sleep(600_000);
            }
            case "rubbish-for-ever" -> {
                byte[] block = new byte[8192];
                while (true) {
                    random.nextBytes(block);
                    out.write(block);
                }
            }
            case "mutated" -> {
                for (int i = 0; i <= random.nextInt(3); i++) {
                    frame[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(8));
                }
                out.write(frame);
            }
            case "other-question" -> Frames.answer(new Answer(question.id() + 1, "text/plain", "stale", Set.of()), out);
            case "too-much" ->
                Frames.answer(new Answer(question.id(), "", "x".repeat(question.mostText() + 1), Set.of()), out);
            case "out-of-memory" -> Runtime.getRuntime().halt(3);
            case "fails-once" -> {
                Path mark = Path.of("..", "failed-once");
                if (Files.notExists(mark)) {
                    Files.createFile(mark);
                    Runtime.getRuntime().halt(1);
                }
                out.write(frame);
            }
            case "right" -> out.write(frame);
            default -> throw new IllegalArgumentException(how);
        }
    }
}
