package io.tradepost.server.cli;

import io.tradepost.server.config.LoadedConfiguration;
import io.tradepost.server.control.ControlRequest;
import io.tradepost.server.control.ControlServer;
import io.tradepost.server.control.ControlSession;
import io.tradepost.server.rooms.Rooms;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Runs inside the server the commands that were typed elsewhere. */
final class ServerDispatcher implements ControlServer.Handler {
    private final RunningServer server;
    private final Clock clock;
    private final CommandRunner runner = new CommandRunner(this::dispatch);

    ServerDispatcher(RunningServer server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    @Override
    public int run(ControlRequest request, ControlSession session) {
        return runner.run(new Caller(
                request.arguments(),
                Path.of(request.folder()),
                Map.of(),
                Languages.parse(request.language()),
                request.user(),
                request.width(),
                session.input(),
                session.out(),
                session.err(),
                words -> Optional.empty(),
                session::cancelled));
    }

    private int dispatch(Command command, Caller caller, CommonOptions options) throws IOException {
        if (command.place() == Command.Place.CALLER) {
            throw new CommandFailure("server.not-here");
        }
        return ClientDispatcher.run(
                command, new CommandContext(caller, new ServerRooms(server), Optional.of(server), clock));
    }

    private record ServerRooms(RunningServer server) implements RoomsSource {
        @Override
        public Rooms rooms() {
            return server.rooms();
        }

        @Override
        public LoadedConfiguration configuration() {
            return server.rooms().loaded();
        }
    }
}
