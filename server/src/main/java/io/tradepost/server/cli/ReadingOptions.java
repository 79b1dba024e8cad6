package io.tradepost.server.cli;

import io.tradepost.archive.Reader;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** On whose behalf mail is read, and what for. */
final class ReadingOptions {
    @Option(names = "--purpose", paramLabel = "PURPOSE", defaultValue = "")
    private String purpose;

    @Mixin
    private PersonOptions person = new PersonOptions();

    Reader reader(CommandContext context) throws IOException {
        return person.reader(context).withPurpose(purpose);
    }
}
