package io.tradepost.server.cli;

import io.tradepost.archive.MessageId;
import io.tradepost.archive.export.CaseName;
import io.tradepost.domain.account.AccountAddress;
import io.tradepost.domain.account.Role;
import io.tradepost.domain.account.TokenRole;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Turns typed words into the domain's types, with a sentence for the person where that fails. */
final class Parsing {
    private Parsing() {}

    static AccountAddress address(String text) {
        return AccountAddress.parse(text).orElseThrow(() -> new CommandFailure("wrong.address", text));
    }

    static Role role(String text) {
        String roles = Arrays.stream(Role.values()).map(Role::word).collect(Collectors.joining(", "));
        return Role.parse(text).orElseThrow(() -> new CommandFailure("wrong.role", text, roles));
    }

    static TokenRole tokenRole(String text) {
        String roles = Arrays.stream(TokenRole.values()).map(TokenRole::word).collect(Collectors.joining(", "));
        return TokenRole.parse(text).orElseThrow(() -> new CommandFailure("wrong.role", text, roles));
    }

    static CaseName caseName(String text) {
        try {
            return new CaseName(text);
        } catch (IllegalArgumentException e) {
            CommandFailure failure = new CommandFailure("wrong.case-name");
            failure.initCause(e);
            throw failure;
        }
    }

    static MessageId messageId(String text) {
        try {
            return new MessageId(text);
        } catch (IllegalArgumentException e) {
            CommandFailure failure = new CommandFailure("wrong.message-id", text);
            failure.initCause(e);
            throw failure;
        }
    }
}
