package io.tradepost.server.cli;

import io.tradepost.server.config.LoadedConfiguration;
import io.tradepost.server.demo.DemoFile;
import io.tradepost.server.demo.DemoInquiry;
import io.tradepost.server.rooms.DataFolder;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What a person needs once the server is ready: where the doors are, who may sign in, what to try. */
final class ReadyBlock {
    private final CommandContext context;
    private final DataFolder folder;
    private final LoadedConfiguration loaded;
    private final Map<String, Integer> ports;
    private final Optional<DemoFile> demo;
    private final Optional<DemoInquiry> inquiry;

    ReadyBlock(
            CommandContext context,
            DataFolder folder,
            LoadedConfiguration loaded,
            Map<String, Integer> ports,
            Optional<DemoFile> demo,
            Optional<DemoInquiry> inquiry) {
        this.context = context;
        this.folder = folder;
        this.loaded = loaded;
        this.ports = ports;
        this.demo = demo;
        this.inquiry = inquiry;
    }

    void print(Duration took) {
        PrintWriter out = context.out();
        out.println();
        // Pinned: scripts wait for a line that begins with these words.
        out.println("Tradepost is ready · 外贸邮局已就绪  (%.1f s)".formatted(took.toMillis() / 1000.0));
        out.println();
        doors(out);
        demo.ifPresent(file -> accounts(out, file));
        demo.ifPresent(file -> tries(out, file));
        context.say("ready.log", folder.log().resolve("tradepost.log"));
        context.say("ready.stop", dataOption());
        out.println();
        out.flush();
    }

    private void doors(PrintWriter out) {
        String mail = reachable(loaded.configuration().smtp().bind());
        String imap = reachable(loaded.configuration().imap().bind());
        String http = reachable(loaded.configuration().http().bind());
        Table table = new Table(context.text("ready.door"), context.text("ready.address"), context.text("ready.use"));
        door(table, "smtp", mail);
        door(table, "submission", mail);
        door(table, "submissions", mail);
        door(table, "imap", imap);
        door(table, "imaps", imap);
        Optional.ofNullable(ports.get("http"))
                .ifPresent(port ->
                        table.row("http", "http://" + http + ":" + port + "/api/v1", context.text("ready.door.http")));
        table.print(out, 0);
        out.println();
    }

    private void door(Table table, String name, String address) {
        Optional.ofNullable(ports.get(name))
                .ifPresent(port -> table.row(name, address + ":" + port, context.text("ready.door." + name)));
    }

    private static String reachable(String bind) {
        return switch (bind) {
            case "0.0.0.0", "::" -> "localhost";
            default -> bind.contains(":") ? "[" + bind + "]" : bind;
        };
    }

    private void accounts(PrintWriter out, DemoFile file) {
        Table table = new Table(
                context.text("column.address"),
                context.text("column.name"),
                context.text("column.role"),
                context.text("column.password"));
        file.accounts().forEach(a -> table.row(a.address(), a.name(), a.role(), a.password()));
        table.print(out, 0);
        out.println();
    }

    private void tries(PrintWriter out, DemoFile file) {
        String officer = file.tokens().getOrDefault("officer", "…");
        String to = file.accounts().get(0).address();
        String api = "http://" + reachable(loaded.configuration().http().bind()) + ":" + ports.get("http") + "/api/v1";
        String from = inquiry.map(DemoInquiry::from).orElse("buyer@customer.example");
        String order = inquiry.map(DemoInquiry::order).orElse("SO-2026-00001");
        context.say("ready.try");
        out.println("  swaks --server 127.0.0.1:" + ports.get("smtp") + " --from " + from + " --to " + to
                + " --header 'Subject: Our order " + order + "' --body 'When will it be shipped?'");
        out.println("  ./tradepost archive search 'order:" + order + "'" + dataOption());
        out.println("  curl -s -H 'Authorization: Bearer " + officer + "' '" + api + "/orders/" + order + "/messages'");
        out.println();
    }

    private String dataOption() {
        boolean usual = folder.path().equals(context.resolve("data"));
        return usual ? "" : " --data " + folder;
    }
}
