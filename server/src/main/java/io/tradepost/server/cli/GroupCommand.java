package io.tradepost.server.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradepost.domain.account.AccountAddress;
import io.tradepost.domain.account.Group;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Addresses that stand for others: groups, and aliases, which are groups of one. */
@CommandLine.Command(
        name = "group",
        subcommands = {
            GroupCommand.Add.class,
            GroupCommand.Remove.class,
            GroupCommand.ListAll.class,
            GroupCommand.Show.class
        })
final class GroupCommand {
    private static ObjectNode asJson(Group group) {
        ObjectNode node = Json.object().put("address", group.address().value());
        group.members().forEach(member -> node.withArray("members").add(member.value()));
        return node;
    }

    private static String names(Iterable<AccountAddress> addresses) {
        List<String> names = new ArrayList<>();
        addresses.forEach(address -> names.add(address.value()));
        return String.join(", ", names);
    }

    private static Group known(CommandContext context, String address) {
        return context.rooms()
                .groups()
                .find(Parsing.address(address))
                .orElseThrow(() -> new CommandFailure("group.unknown", address));
    }

    /** Makes a group, or adds members to one. */
    @CommandLine.Command(name = "add")
    static final class Add extends Command {
        @Parameters(index = "0", paramLabel = "GROUP", descriptionKey = "GROUP")
        private String address;

        @Parameters(index = "1..*", arity = "1..*", paramLabel = "MEMBER", descriptionKey = "MEMBER")
        private List<String> members;

        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context) {
            AccountAddress group = Parsing.address(address);
            Set<AccountAddress> all = new LinkedHashSet<>();
            context.rooms().groups().find(group).ifPresent(known -> all.addAll(known.members()));
            all.addAll(members.stream().map(Parsing::address).toList());
            Group made = context.rooms().groups().put(group, all);
            context.audit("group-put", group.value(), Map.of("members", names(made.members())));
            if (json) {
                context.json(asJson(made));
            } else {
                context.say("group.is", made.address(), names(made.members()));
            }
            return ExitCode.DONE;
        }
    }

    /** Removes a group, or members of one. */
    @CommandLine.Command(name = "remove")
    static final class Remove extends Command {
        @Parameters(index = "0", paramLabel = "GROUP", descriptionKey = "GROUP")
        private String address;

        @Parameters(index = "1..*", arity = "0..*", paramLabel = "MEMBER", descriptionKey = "MEMBER")
        private List<String> members = List.of();

        @Override
        int run(CommandContext context) {
            Group group = known(context, address);
            Set<AccountAddress> leaving = members.stream().map(Parsing::address).collect(Collectors.toSet());
            List<AccountAddress> staying = group.members().stream()
                    .filter(member -> !leaving.contains(member))
                    .toList();
            leaving.stream()
                    .filter(member -> !group.members().contains(member))
                    .findFirst()
                    .ifPresent(stranger -> {
                        throw new CommandFailure("group.no-member", stranger, group.address());
                    });
            if (leaving.isEmpty() || staying.isEmpty()) {
                context.rooms().groups().remove(group.address());
                context.audit("group-remove", group.address().value(), Map.of());
                context.say("group.removed", group.address());
            } else {
                Group left = context.rooms().groups().put(group.address(), staying);
                context.audit("group-put", group.address().value(), Map.of("members", names(left.members())));
                context.say("group.is", left.address(), names(left.members()));
            }
            return ExitCode.DONE;
        }
    }

    /** Lists all groups. */
    @CommandLine.Command(name = "list")
    static final class ListAll extends Command {
        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context) {
            List<Group> groups = context.rooms().groups().list();
            if (json) {
                ArrayNode array = Json.array();
                groups.forEach(group -> array.add(asJson(group)));
                context.json(array);
                return ExitCode.DONE;
            }
            Table table = new Table(context.text("column.group"), context.text("column.members"));
            groups.forEach(group -> table.row(group.address().value(), names(group.members())));
            table.print(context.out(), context.width());
            return ExitCode.DONE;
        }
    }

    /** Shows a group and who gets its mail in the end. */
    @CommandLine.Command(name = "show")
    static final class Show extends Command {
        @Parameters(index = "0", paramLabel = "GROUP", descriptionKey = "GROUP")
        private String address;

        @Option(names = "--json")
        private boolean json;

        @Override
        int run(CommandContext context) {
            Group group = known(context, address);
            Set<AccountAddress> reached = context.rooms().groups().resolve(group.address());
            if (json) {
                ObjectNode node = asJson(group);
                reached.forEach(one -> node.withArray("reaches").add(one.value()));
                context.json(node);
            } else {
                context.say("group.is", group.address(), names(group.members()));
                context.say("group.reaches", names(reached));
            }
            return ExitCode.DONE;
        }
    }
}
