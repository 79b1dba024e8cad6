package io.tradepost.server.cli;

import io.tradepost.server.control.ControlClient;
import io.tradepost.server.control.ControlFile;
import io.tradepost.server.rooms.DataFolder;
import io.tradepost.server.rooms.DataLock;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine;
import picocli.CommandLine.ParentCommand;

/** Stops the running server and waits until it has stopped. */
@CommandLine.Command(name = "stop")
final class StopCommand extends Command {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration AFTER_SIGNAL = Duration.ofSeconds(10);

    private static final Duration POLL = Duration.ofMillis(20);
    private static final int POLLS_BETWEEN_LOOKS = 50;

    @ParentCommand
    private TradepostCommand root;

    @Override
    Place place() {
        return Place.EITHER;
    }

    @Override
    int run(CommandContext context) throws IOException {
        Optional<RunningServer> server = context.server();
        if (server.isPresent()) {
            server.get().requestStop();
            return ExitCode.DONE;
        }
        DataFolder folder = new Installation(context.caller(), root.options()).folder();
        Optional<ControlFile> file = ControlFile.read(folder);
        // Asked before anything else: after it stopped, nobody could tell whose number it was.
        Optional<ProcessHandle> process = file.flatMap(ControlFile::process);
        if (file.isEmpty() || process.isEmpty()) {
            context.say("stop.not-running", folder);
            return ExitCode.DONE;
        }
        Optional<ControlClient> client = ControlClient.connect(file.get());
        if (client.isPresent()) {
            int code = ClientDispatcher.forward(client.get(), context.caller());
            if (code == ExitCode.DONE && awaitExit(process.get(), folder, PATIENCE)) {
                context.say("stop.stopped", process.get().pid());
                return ExitCode.DONE;
            }
        }
        context.err().println(context.text("stop.signal", process.get().pid()));
        process.get().destroy();
        if (awaitExit(process.get(), folder, AFTER_SIGNAL)) {
            context.say("stop.stopped", process.get().pid());
            return ExitCode.DONE;
        }
        throw new CommandFailure("stop.still-there", process.get().pid());
    }

    /**
     * Waits until the process is gone. One that has given its data folder back but stays in the process table was not
     * collected by its parent yet, which is not our business.
     */
    private static boolean awaitExit(ProcessHandle process, DataFolder folder, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        int polls = 0;
        while (process.isAlive()) {
            if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
                return isFree(folder);
            }
            polls++;
            if (polls % POLLS_BETWEEN_LOOKS == 0 && isFree(folder)) {
                return true;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        return true;
    }

    private static boolean isFree(DataFolder folder) throws IOException {
        Optional<DataLock> lock = DataLock.tryTake(folder, "stop");
        lock.ifPresent(DataLock::close);
        return lock.isPresent();
    }
}
