package io.tradepost.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradepost.archive.ArchiveHealth;
import io.tradepost.server.Version;
import io.tradepost.server.control.ControlClient;
import io.tradepost.server.james.queue.MailQueues;
import io.tradepost.server.james.queue.MailQueuesException;
import io.tradepost.server.james.queue.QueuePlace;
import io.tradepost.server.rooms.DataFolder;
import io.tradepost.trade.TradeHealth;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Whether the server runs, where its doors are, and how it is. Exit code 1 when it does not run or is not well. */
@CommandLine.Command(name = "status")
final class StatusCommand extends Command {
    @ParentCommand
    private TradepostCommand root;

    @Option(names = "--json")
    private boolean json;

    @Override
    Place place() {
        return Place.EITHER;
    }

    @Override
    int run(CommandContext context) throws IOException {
        Optional<RunningServer> server = context.server();
        if (server.isPresent()) {
            return report(context, server.get());
        }
        DataFolder folder = new Installation(context.caller(), root.options()).folder();
        Optional<ControlClient> client = ClientDispatcher.reach(folder);
        if (client.isPresent()) {
            return ClientDispatcher.forward(client.get(), context.caller());
        }
        if (json) {
            context.json(Json.object().put("state", "stopped").put("data", folder.toString()));
        } else {
            context.say("status.stopped", folder);
        }
        return ExitCode.PROBLEMS;
    }

    private int report(CommandContext context, RunningServer server) {
        ArchiveHealth archive = server.rooms().archive().health();
        TradeHealth trade = server.rooms().trade().health();
        List<String> problems = problems(context, server, archive, trade);
        if (json) {
            context.json(asJson(server, archive, trade, problems));
        } else {
            print(context, server, archive, trade, problems);
        }
        return problems.isEmpty() ? ExitCode.DONE : ExitCode.PROBLEMS;
    }

    private static List<String> problems(
            CommandContext context, RunningServer server, ArchiveHealth archive, TradeHealth trade) {
        List<String> problems = new ArrayList<>();
        if (server.state() != RunningServer.State.READY) {
            problems.add(context.text("status.not-ready", server.state().word()));
        }
        if (!archive.writable()) {
            problems.add(context.text("status.archive-not-writable"));
        }
        archive.damage().forEach(damage -> problems.add(context.text("status.archive-damage", damage)));
        archive.proof().forEach(trouble -> problems.add(context.text("status.proof", trouble)));
        if (!archive.catalogState().equals("ok")) {
            problems.add(context.text("status.catalog", archive.catalogState()));
        }
        if (!archive.indexState().equals("ok")) {
            problems.add(context.text("status.index", archive.indexState()));
        }
        if (!List.of("ok", "off").contains(archive.extraction().state())) {
            problems.add(context.text("status.extraction", archive.extraction().state()));
        }
        if (server.rooms().hasTrade() && (!trade.reachable() || !trade.loaded())) {
            problems.add(context.text("status.trade", trade.problem().orElse("?")));
        }
        return problems;
    }

    private static ObjectNode asJson(
            RunningServer server, ArchiveHealth archive, TradeHealth trade, List<String> problems) {
        ObjectNode node = Json.object();
        node.put("state", server.state().word());
        node.put("pid", ProcessHandle.current().pid());
        node.put("version", Version.current());
        node.put("data", server.rooms().folder().toString());
        node.put("startedAt", server.startedAt().toString());
        ObjectNode ports = node.putObject("ports");
        server.ports().forEach(ports::put);
        server.rooms().configuration().domains().forEach(node.withArray("domains")::add);
        node.putObject("archive")
                .put("writable", archive.writable())
                .put("freeBytes", archive.freeBytes())
                .put("records", archive.records())
                .put("catalogLag", archive.catalogLag())
                .put("indexLag", archive.indexLag())
                .putObject("extraction")
                .put("state", archive.extraction().state())
                .put("waiting", archive.extraction().waiting())
                .put("read", archive.extraction().read())
                .put("refused", archive.extraction().refused());
        node.putObject("trade")
                .put("configured", server.rooms().hasTrade())
                .put("reachable", trade.reachable())
                .put("loaded", trade.loaded())
                .put("customers", trade.customers())
                .put("orders", trade.orders());
        ObjectNode queues = node.putObject("queues");
        backlogs(server)
                .forEach((place, backlog) -> queues.putObject(place.word())
                        .put("size", backlog.size())
                        .put("oldest", backlog.oldest().map(Object::toString).orElse(null)));
        problems.forEach(node.withArray("problems")::add);
        if (problems.isEmpty()) {
            node.putArray("problems");
        }
        return node;
    }

    private static void print(
            CommandContext context,
            RunningServer server,
            ArchiveHealth archive,
            TradeHealth trade,
            List<String> problems) {
        Duration up = Duration.between(server.startedAt(), Instant.now(context.clock()));
        context.say(
                "status.running",
                context.text("status.state." + server.state().word()),
                ProcessHandle.current().pid(),
                Version.current(),
                "%d:%02d:%02d".formatted(up.toHours(), up.toMinutesPart(), up.toSecondsPart()));
        server.ports().forEach((door, port) -> context.out().println("  " + door + " " + port));
        context.say(
                "status.archive",
                archive.records(),
                archive.freeBytes() >> 20,
                archive.catalogLag(),
                archive.indexLag());
        if (!archive.extraction().state().equals("off")) {
            context.say("status.attachments", archive.extraction().waiting());
        }
        if (server.rooms().hasTrade()) {
            context.say("status.trade-rows", trade.customers(), trade.contacts(), trade.orders());
        }
        backlogs(server).forEach((place, backlog) -> printQueue(context, place, backlog));
        problems.forEach(problem -> context.out().println("! " + problem));
    }

    private static void printQueue(CommandContext context, QueuePlace place, MailQueues.Backlog backlog) {
        String age = backlog.oldest()
                .map(oldest -> context.text("status.queue-oldest", Times.exact(oldest)))
                .orElse("");
        context.say("status.queue", context.text("queue.place." + place.word()), backlog.size(), age);
    }

    /** How much mail lies where; nothing while the server is still starting. */
    private static Map<QueuePlace, MailQueues.Backlog> backlogs(RunningServer server) {
        if (server.queues().isEmpty()) {
            return Map.of();
        }
        try {
            return server.queues().get().summary();
        } catch (MailQueuesException e) {
            CommandFailure failure = new CommandFailure("queue.failed", String.valueOf(e.getMessage()));
            failure.initCause(e);
            throw failure;
        }
    }
}
