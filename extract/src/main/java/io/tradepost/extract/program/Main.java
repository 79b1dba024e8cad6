package io.tradepost.extract.program;

import io.tradepost.extract.wire.Frames;
import io.tradepost.extract.wire.Question;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Answers questions from standard input on standard output until the input ends.
 *
 * <p>Questions are read by a thread of their own: it sees the end of the input, and with it the death of whoever asked,
 * while a document is still being read, and ends the program on the spot. Nothing here outlives its parent.
 */
public final class Main {
    private static final int GONE = 0;
    private static final int BAD_WIRE = 5;

    private Main() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        OutputStream out = new BufferedOutputStream(System.out, 64 << 10);
        // What a library prints must not get among the answers.
        System.setOut(System.err);
        Offline.enforce();
        DocumentReader reader = new DocumentReader();
        LinkedBlockingQueue<Question> questions = new LinkedBlockingQueue<>();
        InputStream in = new BufferedInputStream(System.in, 64 << 10);
        Thread listener = new Thread(() -> listen(in, questions), "questions");
        listener.setDaemon(true);
        listener.start();
        Frames.greet(out);
        while (true) {
            Frames.answer(reader.read(questions.take()), out);
        }
    }

    private static void listen(InputStream in, LinkedBlockingQueue<Question> questions) {
        int status = BAD_WIRE;
        try {
            while (true) {
                in.mark(1);
                if (in.read() < 0) {
                    status = GONE;
                    return;
                }
                in.reset();
                questions.add(Frames.readQuestion(in));
            }
        } catch (IOException e) {
            System.err.println("the conversation ended: " + e.getMessage());
        } finally {
            Runtime.getRuntime().halt(status);
        }
    }
}
