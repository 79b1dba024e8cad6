package io.tradepost.domain.account;

import io.tradepost.domain.DomainAdminException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The company's people: made, listed, signed in, disabled, closed. Thread-safe. Everything but {@link #verify},
 * {@link #exists}, {@link #lookup}, {@link #receives}, {@link Groups#resolve} and {@link Tokens#authenticate}, which answer from memory, asks the database.
 *
 * <p>Every method may throw {@link AccountsUnavailableException}, which is temporary, and {@link AccountException}, which is
 * the caller's to mend.
 */
public final class Accounts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);
    private static final int LONGEST_NAME = 100;

    private final AccountDatabase database;
    private final Directory directory;
    private final Set<String> domains;
    private final Clock clock;
    private final Groups groups;
    private final Tokens tokens;
    private final PasswordHashing hashing = new PasswordHashing();
    private final SignInGate gate;

    private Accounts(AccountSettings settings, AccountDatabase database) {
        this.database = database;
        this.domains = settings.domains();
        this.clock = settings.clock();
        this.directory = Directory.over(database, clock);
        this.gate = new SignInGate(directory, hashing, this::renewHash);
        this.groups = new Groups(database, directory, domains, clock);
        this.tokens = new Tokens(database, directory, clock);
        directory.start(tokens::noteUses);
    }

    /** Opens the accounts, making or migrating their tables. */
    public static Accounts open(AccountSettings settings) {
        AccountDatabase database = AccountDatabase.open(settings);
        try {
            return new Accounts(settings, database);
        } catch (RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    public Groups groups() {
        return groups;
    }

    public Tokens tokens() {
        return tokens;
    }

    /** The company's mail domains. */
    public Set<String> domains() {
        return domains;
    }

    /**
     * Makes an account whose address is the name in full pinyin; where that is taken, or is a name that no person gets,
     * with the next free number from 2.
     *
     * @param name as people write it, 1 to 100 characters
     * @param domain one of ours
     * @param department may be empty
     */
    public IssuedPassword add(String name, String domain, Role role, String department) {
        String own = AddressBook.requireOwn(domains, domain);
        String wanted = PinyinName.localPart(name);
        return create(name, role, department, book -> book.firstFree(wanted, own));
    }

    /** Makes an account with an address that somebody chose. */
    public IssuedPassword add(AccountAddress address, String name, Role role, String department) {
        AddressBook.requireOwn(domains, address.domain());
        AddressBook.requireForPersons(address);
        return create(name, role, department, book -> {
            book.requireFree(address);
            return address;
        });
    }

    private IssuedPassword create(String name, Role role, String department, AddressChoice choice) {
        String person = Names.required(Names.NAME, name, LONGEST_NAME);
        String place = Names.optional(Names.DEPARTMENT, department, LONGEST_NAME);
        String password = FirstPassword.make();
        // Before the transaction: a hash takes 50 ms, and writers stand in one line.
        String hash = hashing.hash(password);
        Account account = database.write(session -> {
            AccountAddress address = choice.choose(new AddressBook(session));
            return insert(session, new NewAccount(address, person, role, place), hash, clock.millis());
        });
        directory.reload();
        return new IssuedPassword(account, password);
    }

    private interface AddressChoice {
        AccountAddress choose(AddressBook book);
    }

    static Account insert(Session session, NewAccount person, String passwordHash, long now) {
        AddressRow claim = new AddressRow();
        claim.address = person.address().value();
        claim.kind = AddressRow.Kind.ACCOUNT;
        claim.holder = person.name();
        claim.createdAt = now;
        session.persist(claim);
        AccountRow row = new AccountRow();
        row.address = person.address().value();
        row.name = person.name();
        row.role = person.role();
        row.department = person.department();
        row.disabled = false;
        row.passwordHash = passwordHash;
        row.createdAt = now;
        row.passwordChangedAt = now;
        session.persist(row);
        return row.toAccount();
    }

    /**
     * Says what an import of this CSV would make, and every mistake in it, and changes nothing.
     *
     * @param csv at most 8 MiB in UTF-8, UTF-16 with a byte order mark, or GB18030; see {@link AccountCsv}
     */
    public ImportPlan planImport(byte[] csv) {
        return importing().plan(csv);
    }

    /** Makes all accounts of this CSV, or none: if the plan has a problem, nothing is changed. */
    public ImportOutcome importCsv(byte[] csv) {
        return importing().apply(csv);
    }

    private AccountImport importing() {
        return new AccountImport(database, directory, hashing, domains, clock);
    }

    /** All accounts by address, disabled ones too. */
    public List<Account> list() {
        return database.read(
                session -> session.createSelectionQuery("from AccountRow order by address", AccountRow.class)
                        .getResultStream()
                        .map(AccountRow::toAccount)
                        .toList());
    }

    /** The account with this address. */
    public Optional<Account> find(AccountAddress address) {
        return database.read(session -> Optional.ofNullable(session.find(AccountRow.class, address.value()))
                .map(AccountRow::toAccount));
    }

    /** Gives the account a new password of our making. */
    public IssuedPassword passwd(AccountAddress address) {
        String password = FirstPassword.make();
        return new IssuedPassword(storePassword(address, password), password);
    }

    /**
     * Gives the account a password that somebody chose.
     *
     * @param password 12 to 256 characters, at least 5 of them different, not holding the account's own name
     */
    public Account passwd(AccountAddress address, String password) {
        PasswordPolicy.require(password, address);
        return storePassword(address, password);
    }

    private Account storePassword(AccountAddress address, String password) {
        String hash = hashing.hash(password);
        return change(address, row -> {
            row.passwordHash = hash;
            row.passwordChangedAt = clock.millis();
        });
    }

    /** Stores a hash of the same password with today's parameters, unless the password was changed meanwhile. */
    private void renewHash(AccountAddress address, String oldHash, String newHash) {
        database.write(session -> {
            AccountRow row = require(session, address);
            if (row.passwordHash.equals(oldHash)) {
                row.passwordHash = newHash;
            }
            return row;
        });
        directory.reload();
    }

    /** Takes away the right to sign in, here at once and in other processes within two seconds. Mail still arrives. */
    public Account disable(AccountAddress address) {
        return change(address, row -> row.disabled = true);
    }

    /** Gives the right to sign in back. */
    public Account enable(AccountAddress address) {
        return change(address, row -> row.disabled = false);
    }

    private interface Change {
        void apply(AccountRow row);
    }

    private Account change(AccountAddress address, Change change) {
        Account changed = database.write(session -> {
            AccountRow row = require(session, address);
            change.apply(row);
            return row.toAccount();
        });
        directory.reload();
        return changed;
    }

    private static AccountRow require(Session session, AccountAddress address) {
        AccountRow row = session.find(AccountRow.class, address.value());
        if (row == null) {
            throw AccountException.notFound("account.none", address);
        }
        return row;
    }

    /**
     * Ends an account: no sign-in, no mail. Its address stays reserved until {@link #release}.
     *
     * @throws AccountException if a group still counts on it, since mail to that group would bounce
     */
    public void close(AccountAddress address) {
        database.write(session -> {
            AccountRow row = require(session, address);
            List<String> holders = Groups.holdersOf(session, address);
            if (!holders.isEmpty()) {
                throw AccountException.conflict("account.member", address, String.join(", ", holders));
            }
            session.remove(row);
            session.find(AddressRow.class, address.value()).retiredAt = clock.millis();
            return row;
        });
        directory.reload();
    }

    /** Lets a closed address be given away again: whoever gets it gets mail that was meant for its last holder. */
    public void release(AccountAddress address) {
        database.write(session -> {
            AddressRow known = session.find(AddressRow.class, address.value());
            if (known == null || known.retiredAt == null) {
                throw AccountException.notFound("account.not-closed", address);
            }
            session.remove(known);
            return known;
        });
    }

    /**
     * Whether there is an account with this address, disabled or not. From memory.
     *
     * @throws AccountsUnavailableException if the database has not confirmed what we know for ten seconds. The answer to
     *     the sender must then be 4xx: "unknown" may be wrong, and a bounce is for ever
     */
    public boolean exists(AccountAddress address) {
        return lookup(address).isPresent();
    }

    /** The account with this address, from memory and so up to two seconds old; see {@link #exists}. */
    public Optional<Account> lookup(AccountAddress address) {
        return directory.current().account(address).map(DirectorySnapshot.Entry::account);
    }

    /** Whether mail to this address has a place to go: an account or a group. From memory; see {@link #exists}. */
    public boolean receives(AccountAddress address) {
        DirectorySnapshot known = directory.current();
        return known.accounts().containsKey(address) || known.groups().containsKey(address);
    }

    /**
     * Checks a name and a password. Takes the same time for an account that is not there. Verdicts are remembered for a
     * short while, since mail clients sign in all the time; a changed password or a disabled account counts at once here,
     * and within two seconds when another process did it.
     *
     * @param login as the client sent it
     * @throws AccountsUnavailableException if nothing can be said now, or too many passwords wait to be checked
     */
    public SignIn verify(String login, String password) {
        return gate.verify(login, password);
    }

    /** Ends the refreshing and the connections. */
    @Override
    public void close() {
        directory.close();
        try {
            tokens.noteUses();
        } catch (DomainAdminException away) {
            LOG.info("The last uses of API tokens are not stored", away);
        } finally {
            database.close();
        }
    }
}
