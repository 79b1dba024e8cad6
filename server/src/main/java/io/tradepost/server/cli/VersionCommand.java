package io.tradepost.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradepost.server.Version;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Which program this is. */
@CommandLine.Command(name = "version")
final class VersionCommand extends Command {
    @Option(names = "--json")
    private boolean json;

    @Override
    Place place() {
        return Place.CALLER;
    }

    @Override
    int run(CommandContext context) {
        String java = System.getProperty("java.version", "?") + " (" + System.getProperty("java.vendor", "?") + ")";
        if (json) {
            ObjectNode node = Json.object();
            node.put("version", Version.current());
            node.put("java", java);
            context.json(node);
        } else {
            context.out().println("Tradepost " + Version.current() + ", Java " + java);
        }
        return ExitCode.DONE;
    }
}
