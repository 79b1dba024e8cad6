package io.tradepost.archive.text;

import io.tradepost.extract.wire.Frames;
import io.tradepost.extract.wire.Question;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** A server that is about to die: has the real program read something long, says its process id, and waits. */
public final class OrphanMaker {
    private OrphanMaker() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Process child = new ReaderCommand(Documents.PROGRAMS, Path.of(arguments[0])).start(128);
        Frames.awaitGreeting(child.getInputStream());
        OutputStream out = child.getOutputStream();
        Frames.ask(new Question(1, "a.zip", "", 1 << 20, Long.MAX_VALUE, Documents.bomb(2L << 30)), out);
        System.out.println(child.pid());
        Thread.sleep(600_000);
    }
}
