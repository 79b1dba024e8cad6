package io.tradepost.server.control;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's end of the control line, on an arbitrary port of 127.0.0.1. A handful of commands run at once; a caller
 * who does not prove to know the secret within {@link Limits#greeting} is dropped.
 */
public final class ControlServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

    /** Runs a command for a caller and gives its exit code. */
    @FunctionalInterface
    public interface Handler {
        int run(ControlRequest request, ControlSession session);
    }

    /**
     * What a caller may take of the server.
     *
     * @param commands commands running at once; more are refused
     * @param callers  connections at once, those included that have proved nothing yet; more are closed
     * @param greeting time to prove knowledge of the secret and send the command
     * @param stall    time that a piece of output may wait for the caller to take it: long, since a person may be reading
     *                 it in a pager
     */
    public record Limits(int commands, int callers, Duration greeting, Duration stall) {
        /** Enough for people and scripts. */
        public static final Limits USUAL = new Limits(16, 64, Duration.ofSeconds(5), Duration.ofMinutes(15));
    }

    private final ServerSocket socket;
    private final ControlFile file;
    private final Handler handler;
    private final Limits limits;
    private final Semaphore commands;
    private final Semaphore callers;
    private final Map<Socket, ServedSession> running = new ConcurrentHashMap<>();
    /** Every connection, with the moment (nanoTime) by which it must have proved itself; empty once it has. */
    private final Map<Socket, OptionalLong> open = new ConcurrentHashMap<>();

    private volatile boolean closing;

    private ControlServer(ServerSocket socket, Handler handler, Limits limits) {
        this.socket = socket;
        this.handler = handler;
        this.limits = limits;
        this.file = ControlFile.ofThisProcess(socket.getLocalPort());
        this.commands = new Semaphore(limits.commands());
        this.callers = new Semaphore(limits.callers());
    }

    /** Listens from now on. The caller of this publishes {@link #file()} in the data folder. */
    public static ControlServer start(Handler handler, Limits limits) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 64);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        ControlServer server = new ControlServer(socket, handler, limits);
        thread("control-accept", server::accept).start();
        thread("control-watch", server::watch).start();
        return server;
    }

    /** What callers must know. */
    public ControlFile file() {
        return file;
    }

    private static Thread thread(String name, Runnable work) {
        return Thread.ofPlatform().name(name).daemon(true).unstarted(work);
    }

    private void accept() {
        while (!closing) {
            try {
                Socket caller = socket.accept();
                if (callers.tryAcquire()) {
                    open.put(
                            caller,
                            OptionalLong.of(
                                    System.nanoTime() + limits.greeting().toNanos()));
                    thread("control-" + caller.getPort(), () -> serve(caller)).start();
                } else {
                    caller.close();
                }
            } catch (IOException e) {
                if (!closing) {
                    LOG.warn("The control line could not take a caller: {}", e.toString());
                    pause(Duration.ofMillis(100));
                }
            }
        }
    }

    private void serve(Socket caller) {
        try (caller) {
            caller.setTcpNoDelay(true);
            caller.setSoTimeout((int) limits.greeting().toMillis());
            Frames frames = new Frames(caller.getInputStream(), caller.getOutputStream());
            if (!new Handshake(file.secretBytes()).welcome(frames)) {
                LOG.warn("A caller on the control line did not know the secret");
                frames.write(FrameType.REFUSED, text("not authorised"));
                return;
            }
            ControlRequest request = ControlRequest.decode(frames.read(FrameType.COMMAND));
            caller.setSoTimeout(0);
            open.put(caller, OptionalLong.empty());
            command(caller, frames, request);
        } catch (IOException e) {
            LOG.debug("A caller on the control line went away: {}", e.toString());
        } finally {
            open.remove(caller);
            callers.release();
        }
    }

    private void command(Socket caller, Frames frames, ControlRequest request) throws IOException {
        if (!commands.tryAcquire()) {
            frames.write(FrameType.REFUSED, text("busy"));
            return;
        }
        ServedSession session = new ServedSession(frames);
        running.put(caller, session);
        try {
            thread("control-listen-" + caller.getPort(), session::listen).start();
            session.exit(handler.run(request, session));
        } finally {
            running.remove(caller);
            commands.release();
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Hangs up on callers who take too long to prove themselves, or have stopped taking their output. */
    private void watch() {
        long shortest = Math.min(limits.stall().toMillis(), limits.greeting().toMillis());
        long pause = Math.max(20, Math.min(1_000, shortest / 4));
        while (!closing) {
            long now = System.nanoTime();
            running.forEach((caller, session) -> {
                if (session.stalledFor(limits.stall(), now)) {
                    hangUp(caller);
                }
            });
            open.forEach((caller, deadline) -> {
                if (deadline.isPresent() && now - deadline.getAsLong() > 0) {
                    hangUp(caller);
                }
            });
            pause(Duration.ofMillis(pause));
        }
    }

    private static void hangUp(Socket caller) {
        try {
            caller.close();
        } catch (IOException e) {
            LOG.debug("Closing a caller's connection failed: {}", e.toString());
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes no more callers, gives running commands a second to finish, then hangs up on them. */
    @Override
    public void close() throws IOException {
        closing = true;
        socket.close();
        try {
            if (!commands.tryAcquire(limits.commands(), 1, TimeUnit.SECONDS)) {
                LOG.info("Hanging up on {} running commands", running.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        open.keySet().forEach(ControlServer::hangUp);
    }
}
