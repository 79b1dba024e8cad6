package io.tradepost.server.cli;

import io.tradepost.archive.AuditEvent;
import io.tradepost.archive.Reader;
import io.tradepost.archive.access.Actor;
import io.tradepost.archive.access.Person;
import io.tradepost.domain.account.Account;
import io.tradepost.domain.account.Role;
import io.tradepost.domain.account.SignIn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Who acts. That somebody may run commands on this machine says nothing of who they are, so where the law asks for a person
 * they name their account and sign in with its password.
 */
final class PersonOptions {
    private static final String CLI = "cli";

    @Option(names = "--as", paramLabel = "ACCOUNT")
    private @Nullable String account;

    @Option(names = "--password-file", paramLabel = "FILE")
    private @Nullable String passwordFile;

    /** The officer who acts; refused for anybody else. */
    Actor officer(CommandContext context) throws IOException {
        Actor actor = anybody(context);
        if (!actor.role().equals(Role.OFFICER.word())) {
            refused(context, actor.person().account(), "role");
            throw new CommandFailure("person.no-officer", actor.person());
        }
        return actor;
    }

    /** The person who acts, in whatever role. */
    Actor anybody(CommandContext context) throws IOException {
        if (account == null) {
            throw new CommandFailure("person.missing");
        }
        SignIn signIn = context.rooms().accounts().verify(account, password(context, account));
        if (!(signIn instanceof SignIn.Accepted accepted)) {
            refused(context, account, "sign-in");
            throw new CommandFailure("person.refused", account);
        }
        Account person = accepted.account();
        return new Actor(new Person(person.address().value()), person.role().word(), CLI);
    }

    /** As whom something is done that takes no person: the officer who signed in, or else the operator. */
    Reader reader(CommandContext context) throws IOException {
        return account == null ? context.reader() : officer(context).reader();
    }

    private String password(CommandContext context, String who) throws IOException {
        if (passwordFile != null) {
            return Files.readString(context.resolve(passwordFile))
                    .lines()
                    .findFirst()
                    .orElse("");
        }
        String question = context.text("person.password", who) + " ";
        Optional<String> hidden = context.caller().secretPrompt().apply(question);
        if (hidden.isPresent()) {
            return hidden.get();
        }
        context.err().print(question);
        context.err().flush();
        BufferedReader input = new BufferedReader(new InputStreamReader(context.input(), StandardCharsets.UTF_8));
        return Optional.ofNullable(input.readLine()).orElse("");
    }

    private static void refused(CommandContext context, String account, String reason) {
        context.rooms()
                .archive()
                .audit(AuditEvent.of(
                        context.clock().instant(),
                        context.reader(),
                        "sign-in",
                        account,
                        "refused",
                        Map.of("reason", reason)));
    }
}
