package io.tradepost.server.cli;

import io.tradepost.archive.ImportReport;
import io.tradepost.archive.ImportSettings;
import io.tradepost.archive.transfer.ImapAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Brings in the mail of an IMAP account. The password comes from a file or is typed, and never stands in an argument. */
@CommandLine.Command(name = "import-imap")
final class ArchiveFetchCommand extends Command {
    private static final int IMAPS = 993; // RFC 8314 section 7.3

    @Option(names = "--host", paramLabel = "HOST", required = true)
    private String host;

    @Option(names = "--port", paramLabel = "PORT")
    private @Nullable Integer port;

    @Option(names = "--user", paramLabel = "USER", required = true)
    private String user;

    @Option(names = "--password-file", paramLabel = "FILE")
    private @Nullable String passwordFile;

    @Option(names = "--tls", paramLabel = "tls|starttls|none", defaultValue = "tls")
    private String tls;

    @Option(names = "--trust", paramLabel = "PEM")
    private @Nullable String trusted;

    @Option(names = "--folder", paramLabel = "FOLDER")
    private List<String> folders = List.of();

    @Option(names = "--dry-run")
    private boolean dryRun;

    @Option(names = "--json")
    private boolean json;

    @Override
    int run(CommandContext context) throws IOException {
        ImapAccount account = new ImapAccount(
                host,
                checkedPort(),
                security(),
                user,
                new ImapAccount.Secret(password(context)),
                folders,
                Optional.ofNullable(trusted).map(context::resolve));
        ImportSettings settings = new ImportSettings(
                context.reader().who(),
                Set.copyOf(context.configuration().configuration().domains()),
                dryRun);
        context.audit("archive-import", "imap " + user + " at " + host, Map.of("dry-run", Boolean.toString(dryRun)));
        ImportReport report = context.rooms().archive().importFrom(account, settings, new ProgressLine(context, json));
        return ArchiveWork.Import.tell(context, report, json, dryRun);
    }

    private int checkedPort() {
        int chosen = port == null ? IMAPS : port;
        if (chosen < 1 || chosen > 65_535) {
            throw new CommandFailure("imap.port", chosen);
        }
        return chosen;
    }

    private ImapAccount.Security security() {
        return Arrays.stream(ImapAccount.Security.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(tls))
                .findFirst()
                .orElseThrow(() -> new CommandFailure("imap.tls", tls));
    }

    private String password(CommandContext context) throws IOException {
        if (passwordFile != null) {
            Path file = context.resolve(passwordFile);
            return Files.readString(file).strip();
        }
        context.err().println(context.text("imap.password", user, host));
        String line = new java.io.BufferedReader(
                        new java.io.InputStreamReader(context.input(), java.nio.charset.StandardCharsets.UTF_8))
                .readLine();
        if (line == null || line.isEmpty()) {
            throw new CommandFailure("imap.no-password");
        }
        return line;
    }
}
