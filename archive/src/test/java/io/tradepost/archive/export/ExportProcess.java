package io.tradepost.archive.export;

import io.tradepost.archive.Archive;
import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Mails;
import java.nio.file.Path;

/** A process of its own that goes on with an export, and says so step by step, so that it can be killed. */
public final class ExportProcess {
    private ExportProcess() {}

    public static void main(String[] arguments) {
        try (Archive archive = ExportFixture.open(Path.of(arguments[0]))) {
            ExportReport report = archive.exports().resume(Path.of(arguments[1]), Mails.officer(), progress -> {
                System.out.println("at " + progress.done());
                System.out.flush();
            });
            System.out.println(
                    "done " + report.messages() + " " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB");
        } catch (ArchiveException e) {
            System.out.println((e.isTemporary() ? "temporary: " : "permanent: ") + e.getMessage());
            System.exit(2);
        }
    }
}
