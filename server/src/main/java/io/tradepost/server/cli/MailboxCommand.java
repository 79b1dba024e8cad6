package io.tradepost.server.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradepost.archive.Progress;
import io.tradepost.domain.account.AccountAddress;
import io.tradepost.mailbox.check.CheckReport;
import io.tradepost.mailbox.check.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The mailboxes that staff see in their mail clients. */
@CommandLine.Command(
        name = "mailbox",
        subcommands = {MailboxCommand.Check.class})
final class MailboxCommand {
    /** Looks whether counters, entries and content agree, and mends what can be mended. */
    @CommandLine.Command(name = "check")
    static final class Check extends Command {
        @Parameters(index = "0", arity = "0..*", paramLabel = "ADDRESS", descriptionKey = "ADDRESS")
        private List<String> addresses = List.of();

        @Option(names = "--repair")
        private boolean repair;

        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context) {
            Set<String> users = addresses.stream()
                    .map(Parsing::address)
                    .map(address -> known(context, address).value())
                    .collect(Collectors.toSet());
            ProgressLine line = new ProgressLine(context, json);
            CheckReport report = context.rooms()
                    .mailboxes()
                    .check()
                    .run(users, repair, (done, all) -> line.accept(new Progress("mailboxes", done, all)));
            if (repair && !report.findings().isEmpty()) {
                context.audit(
                        "mailbox-repair",
                        users.isEmpty() ? "all" : String.join(", ", users),
                        Map.of("findings", Integer.toString(report.findings().size())));
            }
            if (json) {
                context.json(asJson(report));
            } else {
                report.findings()
                        .forEach(finding -> context.out()
                                .println(context.text(
                                        "mailbox.found." + word(finding),
                                        Table.clean(finding.place()),
                                        finding.expected(),
                                        finding.found(),
                                        context.text(finding.mended() ? "mailbox.mended" : "mailbox.not-mended"))));
                context.say(
                        report.findings().isEmpty() ? "mailbox.right" : "mailbox.findings",
                        report.mailboxes(),
                        report.messages(),
                        report.findings().size(),
                        report.findings().stream().filter(Finding::mended).count());
            }
            return report.clean() ? ExitCode.DONE : ExitCode.PROBLEMS;
        }

        private static AccountAddress known(CommandContext context, AccountAddress address) {
            if (context.rooms().accounts().find(address).isEmpty()) {
                throw new CommandFailure("account.unknown", address);
            }
            return address;
        }

        private static ObjectNode asJson(CheckReport report) {
            ObjectNode node = Json.object();
            node.put("mailboxes", report.mailboxes());
            node.put("messages", report.messages());
            ArrayNode findings = node.putArray("findings");
            report.findings()
                    .forEach(finding -> findings.addObject()
                            .put("kind", word(finding))
                            .put("place", finding.place())
                            .put("expected", finding.expected())
                            .put("found", finding.found())
                            .put("mended", finding.mended()));
            return node;
        }

        private static String word(Finding finding) {
            return finding.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
