package io.tradepost.server.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradepost.domain.account.Account;
import io.tradepost.domain.account.AccountAddress;
import io.tradepost.domain.account.Accounts;
import io.tradepost.domain.account.IssuedPassword;
import io.tradepost.domain.account.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The company's people. */
@CommandLine.Command(
        name = "account",
        subcommands = {
            AccountCommand.Add.class,
            AccountCommand.ListAll.class,
            AccountCommand.Show.class,
            AccountCommand.Passwd.class,
            AccountCommand.Disable.class,
            AccountCommand.Enable.class,
            AccountImportCommand.class
        })
final class AccountCommand {
    static ObjectNode asJson(Account account) {
        ObjectNode node = Json.object();
        node.put("address", account.address().value());
        node.put("name", account.name());
        node.put("role", account.role().word());
        node.put("department", account.department());
        node.put("disabled", account.disabled());
        node.put("createdAt", account.createdAt().toString());
        node.put("passwordChangedAt", account.passwordChangedAt().toString());
        return node;
    }

    static String role(CommandContext context, Role role) {
        return context.locale().getLanguage().equals("zh") ? role.chinese() : role.word();
    }

    private static Account known(CommandContext context, String address) {
        return context.rooms()
                .accounts()
                .find(Parsing.address(address))
                .orElseThrow(() -> new CommandFailure("account.unknown", address));
    }

    private static void showPassword(CommandContext context, IssuedPassword issued, boolean json) {
        Account account = issued.account();
        if (json) {
            context.json(asJson(account).put("password", issued.password()));
            return;
        }
        new Table(
                        context.text("column.address"),
                        context.text("column.name"),
                        context.text("column.role"),
                        context.text("column.department"),
                        context.text("column.password"))
                .row(
                        account.address().value(),
                        account.name(),
                        role(context, account.role()),
                        account.department(),
                        issued.password())
                .print(context.out(), 0);
        context.say("account.password-once");
    }

    /** Makes an account whose address is the name in pinyin. */
    @CommandLine.Command(name = "add")
    static final class Add extends Command {
        @Parameters(index = "0", paramLabel = "NAME", descriptionKey = "NAME")
        private String name;

        @Option(names = "--domain", paramLabel = "DOMAIN")
        private @Nullable String domain;

        @Option(names = "--address", paramLabel = "ADDRESS")
        private @Nullable String address;

        @Option(names = "--role", paramLabel = "ROLE", defaultValue = "staff")
        private String role;

        @Option(names = "--department", paramLabel = "NAME", defaultValue = "")
        private String department;

        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context) {
            Accounts accounts = context.rooms().accounts();
            Role chosen = Parsing.role(role);
            IssuedPassword issued = Optional.ofNullable(address)
                    .map(Parsing::address)
                    .map(wanted -> accounts.add(wanted, name, chosen, department))
                    .orElseGet(() -> accounts.add(name, domain(context), chosen, department));
            context.audit("account-add", issued.account().address().value(), Map.of("role", chosen.word()));
            showPassword(context, issued, json);
            return ExitCode.DONE;
        }

        private String domain(CommandContext context) {
            List<String> domains = context.configuration().configuration().domains();
            if (domain == null && domains.size() != 1) {
                throw new CommandFailure("account.which-domain", String.join(", ", domains));
            }
            return domain == null ? domains.get(0) : domain;
        }
    }

    /** Lists all accounts. */
    @CommandLine.Command(name = "list")
    static final class ListAll extends Command {
        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context) {
            List<Account> accounts = context.rooms().accounts().list();
            if (json) {
                ArrayNode array = Json.array();
                accounts.forEach(account -> array.add(asJson(account)));
                context.json(array);
                return ExitCode.DONE;
            }
            Table table = new Table(
                    context.text("column.address"),
                    context.text("column.name"),
                    context.text("column.role"),
                    context.text("column.state"),
                    context.text("column.department"));
            accounts.forEach(account -> table.row(
                    account.address().value(),
                    account.name(),
                    role(context, account.role()),
                    context.text(account.disabled() ? "account.disabled" : "account.active"),
                    account.department()));
            table.print(context.out(), context.width());
            return ExitCode.DONE;
        }
    }

    /** Shows one account. */
    @CommandLine.Command(name = "show")
    static final class Show extends Command {
        @Parameters(index = "0", paramLabel = "ADDRESS", descriptionKey = "ADDRESS")
        private String address;

        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context) {
            Account account = known(context, address);
            List<String> groups = context.rooms().groups().list().stream()
                    .filter(group -> group.members().contains(account.address()))
                    .map(group -> group.address().value())
                    .toList();
            if (json) {
                ObjectNode node = asJson(account);
                groups.forEach(node.putArray("groups")::add);
                context.json(node);
                return ExitCode.DONE;
            }
            Table table =
                    new Table(context.text("column.address"), account.address().value());
            table.row(context.text("column.name"), account.name());
            table.row(context.text("column.role"), role(context, account.role()));
            table.row(context.text("column.department"), account.department());
            table.row(
                    context.text("column.state"),
                    context.text(account.disabled() ? "account.disabled" : "account.active"));
            table.row(context.text("column.groups"), String.join(", ", groups));
            table.row(context.text("column.created"), Times.local(account.createdAt()));
            table.row(context.text("column.password-changed"), Times.local(account.passwordChangedAt()));
            table.print(context.out(), 0);
            return ExitCode.DONE;
        }
    }

    /** Gives a new password: of our making, or one that is typed. */
    @CommandLine.Command(name = "passwd")
    static final class Passwd extends Command {
        @Parameters(index = "0", paramLabel = "ADDRESS", descriptionKey = "ADDRESS")
        private String address;

        @Option(names = "--password-stdin")
        private boolean fromInput;

        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context) throws IOException {
            Accounts accounts = context.rooms().accounts();
            AccountAddress who = known(context, address).address();
            if (fromInput) {
                BufferedReader input =
                        new BufferedReader(new InputStreamReader(context.input(), StandardCharsets.UTF_8));
                String password = Optional.ofNullable(input.readLine()).orElse("");
                Account account = accounts.passwd(who, password);
                context.audit("account-passwd", who.value(), Map.of());
                if (json) {
                    context.json(asJson(account));
                } else {
                    context.say("account.password-set", who);
                }
            } else {
                IssuedPassword issued = accounts.passwd(who);
                context.audit("account-passwd", who.value(), Map.of());
                showPassword(context, issued, json);
            }
            return ExitCode.DONE;
        }
    }

    /** Takes away the right to sign in. */
    @CommandLine.Command(name = "disable")
    static final class Disable extends Command {
        @Parameters(index = "0", paramLabel = "ADDRESS", descriptionKey = "ADDRESS")
        private String address;

        @Override
        int run(CommandContext context) {
            AccountAddress who = known(context, address).address();
            context.rooms().accounts().disable(who);
            context.audit("account-disable", who.value(), Map.of());
            context.say("account.is-disabled", who);
            return ExitCode.DONE;
        }
    }

    /** Gives the right to sign in back. */
    @CommandLine.Command(name = "enable")
    static final class Enable extends Command {
        @Parameters(index = "0", paramLabel = "ADDRESS", descriptionKey = "ADDRESS")
        private String address;

        @Override
        int run(CommandContext context) {
            AccountAddress who = known(context, address).address();
            context.rooms().accounts().enable(who);
            context.audit("account-enable", who.value(), Map.of());
            context.say("account.is-enabled", who);
            return ExitCode.DONE;
        }
    }
}
