package io.tradepost.server.cli;

import io.tradepost.server.config.LoadedConfiguration;
import io.tradepost.server.config.Problem;
import io.tradepost.server.rooms.StartRecord;
import java.io.IOException;
import java.nio.file.Files;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Runs the server in the foreground until it is told to stop. */
@CommandLine.Command(name = "start")
final class StartCommand extends Command {
    @ParentCommand
    private TradepostCommand root;

    @Option(names = "--demo")
    private boolean demo;

    @Option(names = "--port-offset", paramLabel = "N", defaultValue = "0")
    private int portOffset;

    @Override
    Place place() {
        return Place.CALLER;
    }

    @Override
    int run(CommandContext context) throws IOException {
        Installation installation = new Installation(context.caller(), root.options());
        LoadedConfiguration loaded = installation.forStart(demo, portOffset);
        for (Problem warning : loaded.warnings()) {
            context.err().println(context.text("start.warning", warning.text(context.locale())));
        }
        if (!demo && Files.exists(installation.folder().demoFile())) {
            context.err().println(context.text("start.was-demo", installation.folder()));
        }
        installation.folder().create();
        Logging.toFile(installation.folder().log());
        return new ServerProcess(context, installation.folder(), loaded, new StartRecord(demo, loaded.file())).run();
    }
}
