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
        if (json) {
            ObjectNode node = Json.object();
            node.put("version", Version.current());
            node.put("java", java());
            context.json(node);
        } else {
            context.out().println(line());
        }
        return ExitCode.DONE;
    }

    private static String line() {
        return "Tradepost " + Version.current() + ", Java " + java();
    }

    private static String java() {
        return System.getProperty("java.version", "?") + " (" + System.getProperty("java.vendor", "?") + ")";
    }

    /** The same as an option, for who tries that first. */
    static final class Line implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {line()};
        }
    }
}
