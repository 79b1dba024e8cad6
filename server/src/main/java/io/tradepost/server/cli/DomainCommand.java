package io.tradepost.server.cli;

import io.tradepost.domain.dns.DomainQuestion;
import io.tradepost.domain.dns.DomainRecords;
import io.tradepost.domain.dns.DomainReport;
import io.tradepost.domain.dns.DomainVerifier;
import io.tradepost.domain.dns.ReportJson;
import io.tradepost.domain.dns.ReportText;
import io.tradepost.domain.dns.lookup.NetworkLookup;
import io.tradepost.domain.text.Words;
import io.tradepost.server.config.TradepostConfiguration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The DNS of the company's domains. Needs no data folder: a domain can be checked before anything is installed. */
@CommandLine.Command(
        name = "domain",
        subcommands = {DomainCommand.Check.class, DomainCommand.Records.class})
final class DomainCommand {
    @ParentCommand
    private TradepostCommand root;

    /** What both commands must know. */
    static final class Ourselves {
        @Parameters(index = "0", paramLabel = "DOMAIN", descriptionKey = "DOMAIN")
        private String domain;

        @Option(names = "--resolver", paramLabel = "HOST:PORT")
        private @Nullable String resolver;

        @Option(names = "--address", paramLabel = "IP")
        private List<String> addresses = List.of();

        @Option(names = "--host", paramLabel = "NAME")
        private @Nullable String host;

        @Option(names = "--json")
        private boolean json;

        private DomainQuestion question(Optional<TradepostConfiguration> configured) {
            String mailHost = Optional.ofNullable(host)
                    .or(() ->
                            configured.map(TradepostConfiguration::hostname).filter(name -> !name.equals("localhost")))
                    .orElse("");
            List<InetAddress> typed = parse(addresses);
            List<InetAddress> sending = typed.isEmpty()
                    ? parse(configured.map(c -> c.outgoing().sendingAddresses()).orElse(List.of()))
                    : typed;
            // A relay's addresses are where our mail comes from, not where it should go to.
            boolean relayed = configured
                    .map(c -> c.outgoing().mode() == TradepostConfiguration.Outgoing.Mode.SMART_HOST)
                    .orElse(false);
            return new DomainQuestion(domain, mailHost, relayed ? List.of() : sending, sending);
        }

        private static List<InetAddress> parse(List<String> texts) {
            List<InetAddress> addresses = new ArrayList<>();
            for (String text : texts) {
                if (!text.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
                    throw new CommandFailure("wrong.ip", text);
                }
                try {
                    addresses.add(InetAddress.getByName(text));
                } catch (UnknownHostException e) {
                    CommandFailure failure = new CommandFailure("wrong.ip", text);
                    failure.initCause(e);
                    throw failure;
                }
            }
            return addresses;
        }

        private NetworkLookup lookup() {
            return resolver == null ? NetworkLookup.system() : NetworkLookup.at(resolver);
        }
    }

    private Optional<TradepostConfiguration> configured(CommandContext context) throws IOException {
        return new Installation(context.caller(), root.options()).ifConfigured().map(loaded -> loaded.configuration());
    }

    /** Checks MX and SPF. */
    @CommandLine.Command(name = "check")
    static final class Check extends Command {
        @ParentCommand
        private DomainCommand parent;

        @Mixin
        private Ourselves ourselves = new Ourselves();

        @Override
        Place place() {
            return Place.CALLER;
        }

        @Override
        int run(CommandContext context) throws IOException {
            DomainQuestion question = ourselves.question(parent.configured(context));
            try (NetworkLookup lookup = ourselves.lookup()) {
                DomainReport report = new DomainVerifier(lookup, context.clock()).verify(question);
                Words words = Words.in(context.locale());
                if (ourselves.json) {
                    context.json(ReportJson.of(report, words));
                } else {
                    context.out().print(ReportText.of(report, words));
                }
                return report.exitCode();
            }
        }
    }

    /** Prints what to publish. */
    @CommandLine.Command(name = "records")
    static final class Records extends Command {
        @ParentCommand
        private DomainCommand parent;

        @Mixin
        private Ourselves ourselves = new Ourselves();

        @Override
        Place place() {
            return Place.CALLER;
        }

        @Override
        int run(CommandContext context) throws IOException {
            DomainQuestion question = ourselves.question(parent.configured(context));
            try (NetworkLookup lookup = ourselves.lookup()) {
                DomainRecords records = DomainRecords.of(question, lookup);
                Words words = Words.in(context.locale());
                if (ourselves.json) {
                    context.json(records.json(words));
                } else {
                    context.out().print(records.zoneFile(words));
                }
                return ExitCode.DONE;
            }
        }
    }
}
