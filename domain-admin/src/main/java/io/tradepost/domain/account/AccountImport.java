package io.tradepost.domain.account;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Makes many accounts at once, all or none. The plan is made twice: once before the passwords are hashed, which takes 50 ms
 * each, and again inside the transaction that writes, since the world may have changed meanwhile.
 */
final class AccountImport {
    /** More than any company hires in a day; each costs a hash. */
    private static final int MOST_ACCOUNTS = 20_000;

    private final AccountDatabase database;
    private final Directory directory;
    private final PasswordHashing hashing;
    private final Set<String> domains;
    private final Clock clock;

    AccountImport(
            AccountDatabase database, Directory directory, PasswordHashing hashing, Set<String> domains, Clock clock) {
        this.database = database;
        this.directory = directory;
        this.hashing = hashing;
        this.domains = domains;
        this.clock = clock;
    }

    ImportPlan plan(byte[] bytes) {
        AccountCsv csv = AccountCsv.read(bytes);
        return database.read(session -> plan(csv, new AddressBook(session), session));
    }

    ImportOutcome apply(byte[] bytes) {
        AccountCsv csv = AccountCsv.read(bytes);
        ImportPlan first = database.read(session -> plan(csv, new AddressBook(session), session));
        if (!first.problems().isEmpty()) {
            return new ImportOutcome(first, List.of());
        }
        List<String> passwords =
                first.accounts().stream().map(entry -> FirstPassword.make()).toList();
        List<String> hashes = hashAll(passwords);
        ImportOutcome outcome = database.write(session -> {
            ImportPlan plan = plan(csv, new AddressBook(session), session);
            List<IssuedPassword> made = new ArrayList<>();
            if (plan.problems().isEmpty()) {
                long now = clock.millis();
                for (int i = 0; i < plan.accounts().size(); i++) {
                    ImportPlan.Entry entry = plan.accounts().get(i);
                    NewAccount person = new NewAccount(entry.address(), entry.name(), entry.role(), entry.department());
                    made.add(
                            new IssuedPassword(Accounts.insert(session, person, hashes.get(i), now), passwords.get(i)));
                }
            }
            return new ImportOutcome(plan, made);
        });
        directory.reload();
        return outcome;
    }

    private ImportPlan plan(AccountCsv csv, AddressBook book, org.hibernate.Session session) {
        ImportRows rows = new ImportRows(domains, book, session);
        rows.readAll(csv);
        List<ImportProblem> problems = new ArrayList<>(csv.problems());
        problems.addAll(rows.problems());
        if (rows.entries().size() > MOST_ACCOUNTS) {
            problems.add(ImportProblem.of(0, "account.csv.many", MOST_ACCOUNTS));
        }
        problems.sort(Comparator.comparingInt(ImportProblem::line));
        return new ImportPlan(rows.entries(), problems, csv.encoding());
    }

    private List<String> hashAll(List<String> passwords) {
        // No more threads than places, so that none waits in vain and sign-ins get their turn between.
        try (ExecutorService workers = Executors.newFixedThreadPool(PasswordHashing.AT_ONCE)) {
            return passwords.stream()
                    .map(password -> CompletableFuture.supplyAsync(() -> hashing.hash(password), workers))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }
}
