package io.tradepost.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
            node.put("version", RunningServer.version());
            node.put("java", java);
            context.json(node);
        } else {
            context.out().println("Tradepost " + RunningServer.version() + ", Java " + java);
        }
        return ExitCode.DONE;
    }
}
