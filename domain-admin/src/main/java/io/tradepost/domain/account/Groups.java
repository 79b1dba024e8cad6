package io.tradepost.domain.account;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hibernate.Session;

/** Addresses that stand for others: groups, and aliases, which are groups of one. Reached by {@link Accounts#groups()}. */
public final class Groups {
    private static final int MOST_MEMBERS = 5_000;

    private final AccountDatabase database;
    private final Directory directory;
    private final Set<String> domains;
    private final Clock clock;

    Groups(AccountDatabase database, Directory directory, Set<String> domains, Clock clock) {
        this.database = database;
        this.directory = directory;
        this.domains = domains;
        this.clock = clock;
    }

    /**
     * Makes the group, or gives an existing one these members instead of its old ones.
     *
     * @param address in a domain of ours; no account's
     * @param members 1 to 5,000. Those in our own domains must exist; others are taken as they are
     * @throws AccountException that says which member, and why
     */
    public Group put(AccountAddress address, Collection<AccountAddress> members) {
        if (!domains.contains(address.domain())) {
            throw AccountException.invalid(
                    "account.domain.foreign", address.domain(), String.join(", ", new TreeSet<>(domains)));
        }
        if (members.isEmpty() || members.size() > MOST_MEMBERS) {
            throw AccountException.invalid("account.group.size", MOST_MEMBERS, members.size());
        }
        Group group = database.write(session -> {
            claim(session, address);
            for (AccountAddress member : members) {
                requireUsable(session, address, member);
            }
            GroupRow row = Optional.ofNullable(session.find(GroupRow.class, address.value()))
                    .orElseGet(() -> {
                        GroupRow fresh = new GroupRow();
                        fresh.address = address.value();
                        session.persist(fresh);
                        return fresh;
                    });
            row.changedAt = clock.millis();
            row.members.clear();
            members.forEach(member -> row.members.add(member.value()));
            return row.toGroup();
        });
        directory.reload();
        return group;
    }

    /**
     * Ends the group; mail to it is refused from now on. Its address stays reserved and can become a group again, but not
     * a person's without {@link Accounts#release}.
     */
    public void remove(AccountAddress address) {
        database.write(session -> {
            GroupRow row = session.find(GroupRow.class, address.value());
            if (row == null) {
                throw AccountException.notFound("account.group.none", address);
            }
            List<String> holders = holdersOf(session, address);
            if (!holders.isEmpty()) {
                throw AccountException.conflict("account.member", address, String.join(", ", holders));
            }
            session.remove(row);
            session.find(AddressRow.class, address.value()).retiredAt = clock.millis();
            return row;
        });
        directory.reload();
    }

    /** All groups by address. */
    public List<Group> list() {
        return database.read(session -> session.createSelectionQuery(
                        "select distinct g from GroupRow g left join fetch g.members order by g.address",
                        GroupRow.class)
                .getResultStream()
                .map(GroupRow::toGroup)
                .toList());
    }

    /** The group with this address. */
    public Optional<Group> find(AccountAddress address) {
        return database.read(session -> Optional.ofNullable(session.find(GroupRow.class, address.value()))
                .map(GroupRow::toGroup));
    }

    /**
     * Whom mail to this address reaches: for an account itself, for a group its members down to the last group within it,
     * for an address that we don't know nobody. From memory; see {@link Accounts#exists}.
     *
     * @throws AccountsUnavailableException if what is known is too old to answer from
     */
    public SortedSet<AccountAddress> resolve(AccountAddress address) {
        return directory.current().resolve(address);
    }

    static List<String> holdersOf(Session session, AccountAddress member) {
        return session.createSelectionQuery(
                        "select g.address from GroupRow g join g.members m where m = :member order by g.address",
                        String.class)
                .setParameter("member", member.value())
                .getResultList();
    }

    private void claim(Session session, AccountAddress address) {
        AddressRow known = session.find(AddressRow.class, address.value());
        if (known == null) {
            AddressRow fresh = new AddressRow();
            fresh.address = address.value();
            fresh.kind = AddressRow.Kind.GROUP;
            fresh.holder = address.value();
            fresh.createdAt = clock.millis();
            session.persist(fresh);
            return;
        }
        if (known.kind == AddressRow.Kind.ACCOUNT) {
            String key = known.retiredAt == null ? "account.address.is-account" : "account.address.was-account";
            throw AccountException.conflict(key, address, known.holder);
        }
        known.retiredAt = null;
    }

    private void requireUsable(Session session, AccountAddress group, AccountAddress member) {
        if (!domains.contains(member.domain())) {
            return;
        }
        if (member.equals(group)) {
            throw AccountException.invalid("account.group.itself", group);
        }
        if (session.find(AccountRow.class, member.value()) != null) {
            return;
        }
        if (session.find(GroupRow.class, member.value()) == null) {
            throw AccountException.invalid("account.group.unknown", member);
        }
        if (reaches(session, member.value(), group.value(), new TreeSet<>())) {
            throw AccountException.invalid("account.group.loop", member, group);
        }
    }

    private static boolean reaches(Session session, String from, String target, Set<String> seen) {
        if (from.equals(target)) {
            return true;
        }
        if (!seen.add(from)) {
            return false;
        }
        GroupRow row = session.find(GroupRow.class, from);
        return row != null && row.members.stream().anyMatch(next -> reaches(session, next, target, seen));
    }
}
