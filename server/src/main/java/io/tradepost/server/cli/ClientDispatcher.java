package io.tradepost.server.cli;

import io.tradepost.server.config.LoadedConfiguration;
import io.tradepost.server.control.ControlClient;
import io.tradepost.server.control.ControlFile;
import io.tradepost.server.control.ControlRequest;
import io.tradepost.server.rooms.DataFolder;
import io.tradepost.server.rooms.DataFolderBusyException;
import io.tradepost.server.rooms.Rooms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Runs commands in the process where they were typed, handing to the running server what needs the rooms. */
final class ClientDispatcher implements CommandRunner.Dispatcher {
    /** How long to wait for another short command, or for a server that is just starting. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Clock clock;

    ClientDispatcher(Clock clock) {
        this.clock = clock;
    }

    @Override
    public int dispatch(Command command, Caller caller, CommonOptions options) throws IOException {
        Installation installation = new Installation(caller, options);
        if (command.place() != Command.Place.ROOMS) {
            return run(command, new CommandContext(caller, new NoRooms(installation), Optional.empty(), clock));
        }
        DataFolder folder = installation.folder();
        if (!folder.exists()) {
            throw new CommandFailure("no-data-folder", folder);
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<ControlClient> server = reach(folder);
            if (server.isPresent()) {
                return forward(server.get(), caller);
            }
            Optional<Rooms> rooms = open(installation, command, System.nanoTime() > deadline);
            if (rooms.isPresent()) {
                return runLocally(command, caller, rooms.get());
            }
            pause();
        }
    }

    static Optional<ControlClient> reach(DataFolder folder) throws IOException {
        Optional<ControlFile> file = ControlFile.read(folder);
        return file.isPresent() ? ControlClient.connect(file.get()) : Optional.empty();
    }

    static int forward(ControlClient server, Caller caller) throws IOException {
        ControlRequest request = new ControlRequest(
                caller.arguments(),
                caller.folder().toString(),
                caller.locale().toLanguageTag(),
                caller.user(),
                caller.width());
        try (server) {
            return server.run(request, caller.in(), caller.out(), caller.err());
        } catch (ControlClient.RefusedException e) {
            throw new CommandFailure("server.refused", String.valueOf(e.getMessage()));
        }
    }

    private Optional<Rooms> open(Installation installation, Command command, boolean lastTry) throws IOException {
        LoadedConfiguration configuration = installation.forCommand();
        String work = command.getClass().getSimpleName();
        Logging.catchOthers();
        try {
            return Optional.of(Rooms.open(installation.folder(), configuration, clock, work, Duration.ZERO));
        } catch (DataFolderBusyException e) {
            if (lastTry) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private int runLocally(Command command, Caller caller, Rooms rooms) throws IOException {
        try (LocalRooms local = new LocalRooms(rooms)) {
            return run(command, new CommandContext(caller, local, Optional.empty(), clock));
        }
    }

    /** Runs it and hands on what it printed, also when it fails. */
    static int run(Command command, CommandContext context) throws IOException {
        int code;
        try {
            code = command.run(context);
        } catch (IOException | RuntimeException e) {
            try {
                context.flush();
            } catch (IOException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
        context.flush();
        return code;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while waiting for the data folder", e));
        }
    }

    /** For commands that need no rooms. */
    private record NoRooms(Installation installation) implements RoomsSource {
        @Override
        public Rooms rooms() {
            throw new IllegalStateException("this command said that it needs no rooms");
        }

        @Override
        public LoadedConfiguration configuration() {
            try {
                return installation.forCommand();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
