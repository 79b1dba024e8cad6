package io.tradepost.server.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradepost.archive.Archive;
import io.tradepost.archive.Link;
import io.tradepost.archive.LinkEvent;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.json.ArchiveJson;
import io.tradepost.trade.Evidence;
import io.tradepost.trade.Explanation;
import io.tradepost.trade.TradeCheck;
import io.tradepost.trade.TradeException;
import io.tradepost.trade.TradeHealth;
import io.tradepost.trade.adapter.Adapter;
import io.tradepost.trade.adapter.Columns;
import io.tradepost.trade.adapter.Platform;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The trade database, and why mail is tied to it. */
@CommandLine.Command(
        name = "trade",
        subcommands = {
            TradeCommand.Explain.class,
            TradeCommand.Check.class,
            TradeCommand.Views.class,
            TradeCommand.Status.class
        })
final class TradeCommand {
    private static ObjectNode asJson(CommandContext context, TradeHealth health) {
        ObjectNode node = Json.object();
        node.put("configured", context.rooms().hasTrade());
        node.put("reachable", health.reachable());
        node.put("loaded", health.loaded());
        node.put("snapshot", health.snapshot().toString());
        health.checkedAt().ifPresentOrElse(at -> node.put("checkedAt", at.toString()), () -> node.putNull("checkedAt"));
        health.problem().ifPresentOrElse(text -> node.put("problem", text), () -> node.putNull("problem"));
        health.missingViews().forEach(node.putArray("missingViews")::add);
        node.put("customers", health.customers());
        node.put("contacts", health.contacts());
        node.put("orders", health.orders());
        node.put("references", health.references());
        node.put("owners", health.owners());
        return node;
    }

    private static int report(CommandContext context, boolean json) {
        TradeHealth health = context.rooms().trade().health();
        boolean well = !context.rooms().hasTrade()
                || (health.reachable()
                        && health.loaded()
                        && health.missingViews().isEmpty());
        if (json) {
            context.json(asJson(context, health));
        } else if (!context.rooms().hasTrade()) {
            context.say("trade.none");
        } else {
            context.say(
                    "trade.rows",
                    health.customers(),
                    health.contacts(),
                    health.orders(),
                    health.references(),
                    health.owners());
            context.say(
                    "trade.snapshot",
                    health.snapshot(),
                    health.checkedAt().map(Times::exact).orElse("–"));
            health.problem().ifPresent(problem -> context.say("trade.problem", problem));
        }
        return well ? ExitCode.DONE : ExitCode.PROBLEMS;
    }

    /** Says why a message is tied to what it is tied to. */
    @CommandLine.Command(name = "explain")
    static final class Explain extends Command {
        @Parameters(index = "0", paramLabel = "ID", descriptionKey = "ID")
        private String id;

        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context) {
            MessageId message = Parsing.messageId(id);
            Archive archive = ArchiveCommand.readable(context);
            if (archive.find(message, context.reader()).isEmpty()) {
                throw new CommandFailure("archive.unknown", message);
            }
            List<LinkEvent> history = archive.history(message, context.reader());
            if (json) {
                context.json(
                        Json.object().put("id", message.value()).set("history", new ArchiveJson().history(history)));
            } else if (history.isEmpty()) {
                context.say("show.not-tagged");
            } else {
                LinkEvent decision = history.get(history.size() - 1);
                context.say("show.tagged", Times.exact(decision.at()), decision.by(), decision.basis());
                context.out()
                        .print(Explanation.of(
                                decision.links().stream().map(Explain::item).toList(),
                                context.rooms().trade().snapshot(),
                                context.locale()));
            }
            return ExitCode.DONE;
        }

        private static Explanation.Item item(Link link) {
            return new Explanation.Item(
                    link.kind(),
                    link.key(),
                    link.customer(),
                    link.status().word(),
                    link.probability(),
                    link.evidence().stream()
                            .map(why -> new Evidence(why.type(), why.where(), why.text()))
                            .toList());
        }
    }

    /** Looks the trade database over: which views are there and how fast, and what is odd in the data. */
    @CommandLine.Command(name = "check")
    static final class Check extends Command {
        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context) {
            if (!context.rooms().hasTrade()) {
                return report(context, json);
            }
            TradeCheck.Report found = TradeCheck.run(context.rooms().tradeSettings());
            refresh(context);
            if (json) {
                context.json(
                        found(found, asJson(context, context.rooms().trade().health())));
            } else {
                context.out().print(found.text(context.locale()));
            }
            return found.isClean() ? ExitCode.DONE : ExitCode.PROBLEMS;
        }

        /** What was just mended in the database shall count from now on. */
        private static void refresh(CommandContext context) {
            try {
                context.rooms().trade().refresh();
            } catch (TradeException e) {
                if (!e.isTemporary()) {
                    throw e;
                }
                context.err().println(e.getMessage());
            }
        }

        private static ObjectNode found(TradeCheck.Report report, ObjectNode node) {
            node.put("readable", report.isReadable());
            node.put("clean", report.isClean());
            report.problem().ifPresentOrElse(text -> node.put("problem", text), () -> node.putNull("problem"));
            ArrayNode views = node.putArray("views");
            for (TradeCheck.View view : report.views()) {
                ObjectNode one = views.addObject();
                one.put("name", view.name());
                one.put("present", view.present());
                one.put("rows", view.rows());
                one.put("millis", view.millis());
                view.problem().ifPresentOrElse(text -> one.put("problem", text), () -> one.putNull("problem"));
            }
            ArrayNode findings = node.putArray("findings");
            for (TradeCheck.Finding finding : report.findings()) {
                ObjectNode one = findings.addObject();
                one.put("code", finding.code());
                one.put("count", finding.count());
                finding.examples().forEach(one.putArray("examples")::add);
            }
            return node;
        }
    }

    /** Prints the SQL that lays the five views over a platform's tables. */
    @CommandLine.Command(name = "views")
    static final class Views extends Command {
        @Parameters(index = "0", paramLabel = "PLATFORM", descriptionKey = "PLATFORM")
        private String platform;

        @Option(names = "--schema", paramLabel = "NAME", defaultValue = "")
        private String schema;

        @Option(names = "--prefix", paramLabel = "PREFIX")
        private @Nullable String prefix;

        @Option(names = "--entity", paramLabel = "N", defaultValue = "1")
        private int entity;

        @Override
        Place place() {
            return Place.CALLER;
        }

        @Override
        int run(CommandContext context) {
            Platform which = Arrays.stream(Platform.values())
                    .filter(known -> known != Platform.VIEWS && known.word().equals(platform))
                    .findFirst()
                    .orElseThrow(() -> new CommandFailure("trade.platform", platform));
            try {
                Adapter adapter = new Adapter(which, Optional.ofNullable(prefix).orElse(which.usualPrefix()), entity);
                context.out().print(adapter.script(schema, Columns.NEWEST));
                for (String renamed : adapter.renamedColumns()) {
                    context.err().println("-- " + renamed);
                }
                return ExitCode.DONE;
            } catch (IllegalArgumentException e) {
                CommandFailure failure = new CommandFailure("trade.name", String.valueOf(e.getMessage()));
                failure.initCause(e);
                throw failure;
            } catch (SQLException e) {
                throw new IllegalStateException("no database was asked", e);
            }
        }
    }

    /** Says how it stands with the trade database. */
    @CommandLine.Command(name = "status")
    static final class Status extends Command {
        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context) {
            return report(context, json);
        }
    }
}
