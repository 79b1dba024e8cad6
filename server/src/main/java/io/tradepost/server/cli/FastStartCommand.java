package io.tradepost.server.cli;

import io.tradepost.server.Tradepost;
import io.tradepost.server.config.ConfigurationLoader;
import io.tradepost.server.config.LoadedConfiguration;
import io.tradepost.server.control.ControlServer;
import io.tradepost.server.demo.DemoData;
import io.tradepost.server.demo.DemoFile;
import io.tradepost.server.rooms.DataFolder;
import io.tradepost.server.rooms.Rooms;
import io.tradepost.server.rooms.StartRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParentCommand;

/**
 * Uses everything once: server, mail in, mail read, API, commands with and without the server. The launcher runs it after
 * a build, with the virtual machine told to remember at its end which classes were loaded (class data sharing, JEP 350):
 * more than half of a start is the loading of classes. Hidden, since it is of no use to people.
 */
@CommandLine.Command(name = "fast-start", hidden = true)
final class FastStartCommand extends Command {
    private static final List<String> DOORS = List.of(
            "SMTP_PORT", "SMTP_SUBMISSION_PORT", "SMTP_SUBMISSIONS_PORT", "IMAP_PORT", "IMAP_TLS_PORT", "HTTP_PORT");

    private static final List<List<String>> WORDS = List.of(
            List.of("status"),
            List.of("account", "list"),
            List.of("archive", "search", "fast", "--json"),
            List.of("trade", "status"),
            List.of("token", "list"));

    @ParentCommand
    private TradepostCommand root;

    @Override
    Place place() {
        return Place.CALLER;
    }

    @Override
    int run(CommandContext context) throws IOException {
        DataFolder folder = new Installation(context.caller(), root.options()).folder();
        if (folder.exists()) {
            throw new CommandFailure("fast-start.exists", folder);
        }
        folder.create();
        Logging.toFile(folder.log());
        LoadedConfiguration loaded = ConfigurationLoader.load(
                new ConfigurationLoader.Request(true, Optional.empty(), freePorts(), folder.path(), 0));
        new StartRecord(true, Optional.empty()).write(folder);
        try (Rooms rooms = Rooms.open(folder, loaded, context.clock(), "fast-start", Duration.ZERO)) {
            serve(context, folder, rooms);
        }
        commands(context, folder);
        return ExitCode.DONE;
    }

    private static void serve(CommandContext context, DataFolder folder, Rooms rooms) throws IOException {
        RunningServer server = new RunningServer(rooms, context.clock().instant());
        try (ControlServer control =
                ControlServer.start(new ServerDispatcher(server, context.clock()), ControlServer.Limits.USUAL)) {
            control.file().write(folder);
            DemoFile demo = new DemoData(rooms).prepare();
            try (Tradepost tradepost = Tradepost.start(folder.path(), rooms.loaded(), rooms, part -> {})) {
                Map<String, Integer> ports = tradepost.ports();
                server.ready(ports);
                DemoFile.Person person = demo.accounts().get(0);
                send(ports.getOrDefault("smtp", 0), person.address());
                fetch(ports.getOrDefault("imap", 0), person);
                ask(ports.getOrDefault("http", 0), demo.tokens().getOrDefault("officer", ""));
                commands(context, folder);
            }
        }
        java.nio.file.Files.deleteIfExists(folder.controlFile());
    }

    /** All at once, so that no two are the same. */
    private static Map<String, String> freePorts() throws IOException {
        Map<String, String> environment = new HashMap<>();
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (String door : DOORS) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                environment.put("TRADEPOST_" + door, Integer.toString(socket.getLocalPort()));
            }
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
        return environment;
    }

    private static void send(int port, String to) throws IOException {
        converse(
                port,
                List.of(
                        "EHLO training.example",
                        "MAIL FROM:<training@customer.example>",
                        "RCPT TO:<" + to + ">",
                        "DATA",
                        "Subject: fast start 快速启动\r\nFrom: training@customer.example\r\nTo: " + to
                                + "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n订单 fast\r\n.",
                        "QUIT"));
    }

    private static void fetch(int port, DemoFile.Person person) throws IOException {
        // Signing in before STARTTLS is refused, which loads the same classes up to there.
        converse(port, List.of("a CAPABILITY", "b LOGIN " + person.address() + " " + person.password(), "c LOGOUT"));
    }

    /** Says each line after something came back; what it was does not matter here. */
    private static void converse(int port, List<String> lines) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            OutputStream out = socket.getOutputStream();
            String greeting = in.readLine();
            for (String line : lines) {
                if (greeting == null) {
                    return;
                }
                out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
                greeting = in.readLine();
            }
        }
    }

    private static void ask(int port, String token) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/api/v1/messages?q=fast")
                        .toURL()
                        .openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + token);
        try (InputStream answer = connection.getInputStream()) {
            answer.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static void commands(CommandContext context, DataFolder folder) {
        CommandRunner runner = new CommandRunner(new ClientDispatcher(context.clock()));
        for (List<String> words : WORDS) {
            List<String> typed = new ArrayList<>(words);
            typed.addAll(List.of("--data", folder.toString()));
            Caller caller = context.caller();
            runner.run(new Caller(
                    typed,
                    caller.folder(),
                    Map.of(),
                    caller.locale(),
                    caller.user(),
                    0,
                    InputStream.nullInputStream(),
                    OutputStream.nullOutputStream(),
                    OutputStream.nullOutputStream(),
                    question -> Optional.empty(),
                    () -> false));
        }
    }
}
