package io.tradepost.domain.account;

import io.tradepost.domain.account.ImportColumns.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.Session;

/**
 * Turns the rows of a table into accounts to make, and every mistake into a line and a reason. The first row names the
 * columns, in English or Chinese, in any order: name, domain, role, department, address. Only the name is needed; a company
 * with one domain may leave that out, a missing role is staff, and a missing address is made of the name.
 */
final class ImportRows {
    private static final int LONGEST = 100;

    private final Set<String> domains;
    private final AddressBook book;
    private final Session session;
    private final List<ImportPlan.Entry> entries = new ArrayList<>();
    private final List<ImportProblem> problems = new ArrayList<>();
    /** Persons of the file without an address of their own, and addresses that it gives; with their lines. */
    private final Map<List<String>, Integer> persons = new HashMap<>();

    private final Map<AccountAddress, Integer> chosen = new HashMap<>();

    ImportRows(Set<String> domains, AddressBook book, Session session) {
        this.domains = domains;
        this.book = book;
        this.session = session;
    }

    List<ImportPlan.Entry> entries() {
        return entries;
    }

    List<ImportProblem> problems() {
        return problems;
    }

    void readAll(AccountCsv csv) {
        if (csv.rows().isEmpty()) {
            problems.add(ImportProblem.of(0, "account.csv.empty", String.join(",", Column.words())));
            return;
        }
        Optional<ImportColumns> columns = ImportColumns.read(csv.rows().getFirst(), problems);
        if (columns.isEmpty()) {
            return;
        }
        List<AccountCsv.Row> people = csv.rows().subList(1, csv.rows().size());
        if (people.isEmpty()) {
            problems.add(ImportProblem.of(0, "account.csv.nobody"));
        }
        // Chosen addresses first: who stands further up must not get by number what one further down asks for by name.
        people.forEach(row -> keepChosen(row, columns.get()));
        people.forEach(row -> read(row, columns.get()));
    }

    private void keepChosen(AccountCsv.Row row, ImportColumns columns) {
        AccountAddress.parse(columns.value(row, Column.ADDRESS)).ifPresent(address -> {
            chosen.putIfAbsent(address, row.line());
            book.keep(address);
        });
    }

    private void read(AccountCsv.Row row, ImportColumns columns) {
        int named = columns.order().size();
        if (row.values().size() > named) {
            problems.add(ImportProblem.of(
                    row.line(), "account.csv.values", row.values().size(), named));
            return;
        }
        String address = columns.value(row, Column.ADDRESS);
        String domain = columns.value(row, Column.DOMAIN);
        // Each on its own, so that a line with two mistakes is told both.
        Optional<String> name =
                attempt(row, () -> Names.required(Names.NAME, columns.value(row, Column.NAME), LONGEST));
        Optional<String> department =
                attempt(row, () -> Names.optional(Names.DEPARTMENT, columns.value(row, Column.DEPARTMENT), LONGEST));
        Optional<Role> role = attempt(row, () -> role(columns.value(row, Column.ROLE)));
        Optional<String> own = attempt(row, () -> domain(domain, address));
        if (name.isEmpty() || department.isEmpty() || role.isEmpty() || own.isEmpty()) {
            return;
        }
        NamedPerson person = new NamedPerson(name.get(), own.get(), role.get(), department.get());
        attempt(row, () -> address.isEmpty() ? automatic(row, person) : explicit(row, address, person))
                .ifPresent(made -> {
                    book.mark(made);
                    entries.add(new ImportPlan.Entry(row.line(), made, person.name, person.role, person.department));
                });
    }

    private record NamedPerson(String name, String domain, Role role, String department) {}

    private <T> Optional<T> attempt(AccountCsv.Row row, Supplier<T> part) {
        try {
            return Optional.of(part.get());
        } catch (AccountException wrong) {
            problems.add(new ImportProblem(row.line(), wrong.phrase()));
            return Optional.empty();
        }
    }

    private static Role role(String text) {
        List<String> words = Stream.of(Role.values()).map(Role::word).toList();
        return text.isEmpty()
                ? Role.STAFF
                : Role.parse(text)
                        .orElseThrow(() -> Spelling.nearest(text, words)
                                .map(meant -> AccountException.invalid(
                                        "account.role.meant", text, String.join(", ", words), meant))
                                .orElseGet(() ->
                                        AccountException.invalid("account.role", text, String.join(", ", words))));
    }

    private String domain(String text, String address) {
        if (!text.isEmpty()) {
            return AddressBook.requireOwn(domains, text);
        }
        if (!address.isEmpty()) {
            return AddressBook.requireOwn(domains, new AccountAddress(address).domain());
        }
        if (domains.size() > 1) {
            throw AccountException.invalid("account.domain.missing", String.join(", ", new TreeSet<>(domains)));
        }
        return domains.iterator().next();
    }

    private AccountAddress explicit(AccountCsv.Row row, String text, NamedPerson person) {
        AccountAddress address = new AccountAddress(text);
        if (!person.domain.equals(address.domain())) {
            throw AccountException.invalid("account.csv.domain", address, person.domain);
        }
        int first = chosen.getOrDefault(address, row.line());
        if (first != row.line()) {
            throw AccountException.conflict("account.csv.address-twice", address, first);
        }
        AddressBook.requireForPersons(address);
        book.requireFree(address);
        return address;
    }

    /** Who stands in the file twice, or has an account already, is more likely listed twice than another of that name. */
    private AccountAddress automatic(AccountCsv.Row row, NamedPerson person) {
        Integer before = persons.putIfAbsent(
                List.of(person.name, person.domain, person.role.word(), person.department), row.line());
        if (before != null) {
            throw AccountException.conflict("account.csv.name-twice", person.name, before);
        }
        List<String> namesakes = session.createSelectionQuery(
                        "select address from AccountRow where name = :name and address like :domain order by address",
                        String.class)
                .setParameter("name", person.name)
                .setParameter("domain", "%@" + person.domain)
                .getResultList();
        if (!namesakes.isEmpty()) {
            throw AccountException.conflict("account.csv.namesake", person.name, String.join(", ", namesakes));
        }
        return book.firstFree(PinyinName.localPart(person.name), person.domain);
    }
}
