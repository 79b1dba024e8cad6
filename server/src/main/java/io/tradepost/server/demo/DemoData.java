package io.tradepost.server.demo;

import io.tradepost.domain.account.AccountAddress;
import io.tradepost.domain.account.Accounts;
import io.tradepost.domain.account.Groups;
import io.tradepost.domain.account.IssuedPassword;
import io.tradepost.domain.account.Role;
import io.tradepost.domain.account.Token;
import io.tradepost.domain.account.TokenRole;
import io.tradepost.domain.account.Tokens;
import io.tradepost.server.rooms.Rooms;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts people, groups and tokens into a demo. Running it again changes nothing that is already there. */
public final class DemoData {
    private static final List<Newcomer> PEOPLE = List.of(
            new Newcomer("zhangsan", 0, "张三", Role.STAFF, "销售一部"),
            new Newcomer("lina", 0, "李娜", Role.STAFF, "销售一部"),
            new Newcomer("wangwei", 0, "王伟", Role.MANAGER, "销售一部"),
            new Newcomer("zhaomin", 0, "赵敏", Role.OFFICER, "合规部"),
            new Newcomer("chenjing", 0, "陈静", Role.ADMIN, "信息部"),
            new Newcomer("shanxiongxin", 1, "单雄信", Role.STAFF, "亚洲业务部"));

    private final Rooms rooms;

    public DemoData(Rooms rooms) {
        this.rooms = rooms;
    }

    /**
     * Someone of the demo.
     *
     * @param domain place in the list of domains; the first is used if there are fewer
     */
    private record Newcomer(String local, int domain, String name, Role role, String department) {}

    /** Makes what is missing and leaves {@code demo.json} in the data folder. */
    public DemoFile prepare() throws IOException {
        Optional<DemoFile> before = DemoFile.read(rooms.folder());
        List<DemoFile.Person> people = new ArrayList<>();
        for (Newcomer newcomer : PEOPLE) {
            people.add(person(newcomer, before));
        }
        groups(people);
        DemoFile file = new DemoFile(List.copyOf(people), tokens(before));
        if (!before.equals(Optional.of(file))) {
            file.write(rooms.folder());
        }
        return file;
    }

    private AccountAddress address(Newcomer newcomer) {
        return new AccountAddress(newcomer.local() + "@" + domain(newcomer.domain()));
    }

    private String domain(int place) {
        List<String> domains = rooms.configuration().domains();
        return domains.get(Math.min(place, domains.size() - 1));
    }

    private DemoFile.Person person(Newcomer newcomer, Optional<DemoFile> before) {
        AccountAddress address = address(newcomer);
        Accounts accounts = rooms.accounts();
        Optional<DemoFile.Person> known = before.flatMap(file -> file.accounts().stream()
                .filter(person -> person.address().equals(address.value()))
                .findFirst());
        boolean exists = accounts.find(address).isPresent();
        if (exists && known.isPresent()) {
            return known.get();
        }
        // An account without its line in the file: the first start was cut short, or somebody removed the file.
        IssuedPassword issued = exists
                ? accounts.passwd(address)
                : accounts.add(address, newcomer.name(), newcomer.role(), newcomer.department());
        return new DemoFile.Person(
                address.value(),
                newcomer.name(),
                issued.password(),
                newcomer.role().word());
    }

    private void groups(List<DemoFile.Person> people) {
        List<AccountAddress> addresses = people.stream()
                .map(person -> new AccountAddress(person.address()))
                .toList();
        groupIfMissing("sales", addresses.subList(0, 3));
        // An alias is a group of one.
        groupIfMissing("compliance", addresses.subList(3, 4));
    }

    private void groupIfMissing(String name, List<AccountAddress> members) {
        Groups groups = rooms.groups();
        AccountAddress address = new AccountAddress(name + "@" + domain(0));
        if (groups.find(address).isEmpty()) {
            groups.put(address, members);
        }
    }

    private Map<String, String> tokens(Optional<DemoFile> before) {
        Tokens tokens = rooms.tokens();
        Map<String, String> secrets = new LinkedHashMap<>();
        for (TokenRole role : TokenRole.values()) {
            String name = "demo-" + role.word();
            Optional<String> known = before.map(file -> file.tokens().getOrDefault(role.word(), ""))
                    .filter(secret -> !secret.isEmpty())
                    .filter(secret -> tokens.authenticate(secret).isPresent());
            secrets.put(role.word(), known.orElseGet(() -> newToken(tokens, name, role)));
        }
        return secrets;
    }

    private static String newToken(Tokens tokens, String name, TokenRole role) {
        if (tokens.list().stream().map(Token::name).anyMatch(name::equals)) {
            tokens.revoke(name);
        }
        return tokens.create(name, role).secret();
    }
}
