package io.tradepost.server.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradepost.domain.account.AccountAddress;
import io.tradepost.domain.account.IssuedToken;
import io.tradepost.domain.account.Token;
import io.tradepost.domain.account.TokenRole;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What programs sign in to the REST API with. */
@CommandLine.Command(
        name = "token",
        subcommands = {TokenCommand.Create.class, TokenCommand.ListAll.class, TokenCommand.Revoke.class})
final class TokenCommand {
    private static ObjectNode asJson(Token token) {
        ObjectNode node = Json.object();
        node.put("id", token.id());
        node.put("name", token.name());
        node.put("role", token.role().word());
        token.account().ifPresentOrElse(account -> node.put("account", account.value()), () -> node.putNull("account"));
        node.put("createdAt", token.createdAt().toString());
        token.lastUsedAt()
                .ifPresentOrElse(at -> node.put("lastUsedAt", at.toString()), () -> node.putNull("lastUsedAt"));
        return node;
    }

    /** Makes a token and shows its secret once. */
    @CommandLine.Command(name = "create")
    static final class Create extends Command {
        @Option(names = "--role", paramLabel = "ROLE", required = true)
        private String role;

        @Option(names = "--name", paramLabel = "NAME", required = true)
        private String name;

        @Option(names = "--account", paramLabel = "ADDRESS")
        private @Nullable String account;

        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context) {
            Optional<AccountAddress> person = Optional.ofNullable(account).map(Parsing::address);
            TokenRole chosen = Parsing.tokenRole(role);
            IssuedToken issued = context.rooms().tokens().create(name, chosen, person);
            context.audit(
                    "token-create",
                    issued.token().id(),
                    Map.of(
                            "name",
                            name,
                            "role",
                            chosen.word(),
                            "account",
                            person.map(AccountAddress::value).orElse("")));
            if (json) {
                context.json(asJson(issued.token()).put("secret", issued.secret()));
            } else {
                context.out().println(issued.secret());
                context.err().println(context.text("token.once"));
            }
            return ExitCode.DONE;
        }
    }

    /** Lists the living tokens. */
    @CommandLine.Command(name = "list")
    static final class ListAll extends Command {
        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context) {
            List<Token> tokens = context.rooms().tokens().list();
            if (json) {
                ArrayNode array = Json.array();
                tokens.forEach(token -> array.add(asJson(token)));
                context.json(array);
                return ExitCode.DONE;
            }
            Table table = new Table(
                    context.text("column.id"),
                    context.text("column.role"),
                    context.text("column.account"),
                    context.text("column.created"),
                    context.text("column.last-used"),
                    context.text("column.name"));
            tokens.forEach(token -> table.row(
                    token.id(),
                    token.role().word(),
                    token.account().map(AccountAddress::value).orElse("–"),
                    Times.local(token.createdAt()),
                    token.lastUsedAt().map(Times::local).orElse("–"),
                    token.name()));
            table.print(context.out(), context.width());
            return ExitCode.DONE;
        }
    }

    /** Ends a token. */
    @CommandLine.Command(name = "revoke")
    static final class Revoke extends Command {
        @Parameters(index = "0", paramLabel = "ID|NAME", descriptionKey = "TOKEN")
        private String idOrName;

        @Override
        int run(CommandContext context) {
            Token token = context.rooms().tokens().revoke(idOrName);
            context.audit("token-revoke", token.id(), Map.of("name", token.name()));
            context.say("token.revoked", token.name());
            return ExitCode.DONE;
        }
    }
}
