package io.tradepost.server.cli;

import io.tradepost.server.Tradepost;
import io.tradepost.server.Version;
import io.tradepost.server.config.LoadedConfiguration;
import io.tradepost.server.control.ControlServer;
import io.tradepost.server.demo.DemoData;
import io.tradepost.server.demo.DemoFile;
import io.tradepost.server.demo.DemoInquiry;
import io.tradepost.server.rooms.DataFolder;
import io.tradepost.server.rooms.ReadyFile;
import io.tradepost.server.rooms.Rooms;
import io.tradepost.server.rooms.StartRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's life in this process: rooms, control line, mail server, ready, stop; each part undone in reverse. */
final class ServerProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);
    /** After this long a stopping process lets the operating system end it: nothing acknowledged can be lost by that. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

    private final CommandContext context;
    private final DataFolder folder;
    private final LoadedConfiguration loaded;
    private final StartRecord record;
    private final Instant startedAt;
    private final CountDownLatch stopped = new CountDownLatch(1);

    ServerProcess(CommandContext context, DataFolder folder, LoadedConfiguration loaded, StartRecord record) {
        this.context = context;
        this.folder = folder;
        this.loaded = loaded;
        this.record = record;
        this.startedAt = context.clock().instant();
    }

    int run() throws IOException {
        try (Rooms rooms = Rooms.open(folder, loaded, context.clock(), "start", Duration.ZERO)) {
            ReadyFile.remove(folder);
            record.write(folder);
            RunningServer server = new RunningServer(rooms, startedAt);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stopOnSignal(server), "stop-on-signal"));
            return serve(rooms, server);
        } finally {
            LOG.info("The data folder is closed");
            stopped.countDown();
        }
    }

    private int serve(Rooms rooms, RunningServer server) throws IOException {
        progress(loaded.file().map(Object::toString).orElse("--demo"), "start.configuration");
        try (ControlServer control =
                ControlServer.start(new ServerDispatcher(server, context.clock()), ControlServer.Limits.USUAL)) {
            control.file().write(folder);
            Optional<DemoFile> demo = loaded.demo() ? Optional.of(demo(rooms)) : Optional.empty();
            try (Tradepost tradepost =
                    Tradepost.start(folder.path(), loaded, rooms, part -> progress("", "start.part." + part))) {
                server.undelivered(tradepost.queues());
                server.restorable(tradepost.mailboxes());
                server.ready(tradepost.ports());
                ready(server, demo);
                server.awaitStopRequest();
                context.say("start.stopping");
                context.out().flush();
            } finally {
                ReadyFile.remove(folder);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Files.deleteIfExists(folder.controlFile());
        }
        context.say("start.stopped");
        return ExitCode.DONE;
    }

    private DemoFile demo(Rooms rooms) throws IOException {
        progress("", "start.part.demo");
        return new DemoData(rooms).prepare();
    }

    private void progress(Object detail, String key) {
        long elapsed = Duration.between(startedAt, context.clock().instant()).toMillis();
        context.out().println("%6.1f s  %s".formatted(elapsed / 1000.0, context.text(key, detail)));
        context.out().flush();
    }

    private void ready(RunningServer server, Optional<DemoFile> demo) throws IOException {
        new ReadyFile(
                        ProcessHandle.current().pid(),
                        Version.current(),
                        server.ports(),
                        loaded.configuration().domains())
                .write(folder);
        Duration took = Duration.between(startedAt, context.clock().instant());
        new ReadyBlock(context, folder, loaded, server.ports(), demo, inquiry(demo, server.rooms())).print(took);
        LOG.atInfo().addKeyValue("ports", server.ports()).log("Ready");
    }

    private static Optional<DemoInquiry> inquiry(Optional<DemoFile> demo, Rooms rooms) {
        if (demo.isEmpty() || !rooms.configuration().trade().sample()) {
            return Optional.empty();
        }
        try {
            return DemoInquiry.to(demo.get().accounts().get(0).address(), rooms);
        } catch (SQLException e) {
            // Only the example to try is poorer for it.
            LOG.warn("The sample could not be asked for an example", e);
            return Optional.empty();
        }
    }

    /** Runs when the process is told to end: lets the main thread undo everything, and waits for it. */
    private void stopOnSignal(RunningServer server) {
        server.requestStop();
        try {
            if (!stopped.await(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Stopping took too long");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
