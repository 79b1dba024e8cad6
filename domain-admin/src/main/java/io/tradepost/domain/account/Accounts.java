package io.tradepost.domain.account;

import com.google.common.hash.HashCode;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hibernate.Session;

/**
 * The company's people: made, listed, signed in, disabled, closed. Thread-safe. Everything but {@link #verify},
 * {@link #exists}, {@link Groups#resolve} and {@link Tokens#authenticate}, which answer from memory, asks the database.
 *
 * <p>Every method may throw {@link AccountsUnavailableException}, which is temporary, and {@link AccountException}, which is
 * the caller's to mend.
 */
public final class Accounts implements AutoCloseable {
    /** Narrower than RFC 5321: no {@code +}, which parts off a sub-address, and nothing a shell or a URL would mangle. */
    private static final Pattern OWN_LOCAL_PART = Pattern.compile("[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])?");

    private static final int LONGEST_NAME = 100;

    private final AccountDatabase database;
    private final Directory directory;
    private final Set<String> domains;
    private final Clock clock;
    private final Groups groups;
    private final Tokens tokens;
    private final PasswordHashing hashing = new PasswordHashing();
    private final SignInCache verdicts = new SignInCache();

    private Accounts(AccountSettings settings, AccountDatabase database) {
        this.database = database;
        this.domains = settings.domains();
        this.clock = settings.clock();
        this.directory = Directory.over(database, clock);
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
        String own = requireOwn(domain);
        String wanted = PinyinName.localPart(name);
        return create(name, role, department, session -> firstFree(session, wanted, own));
    }

    /** Makes an account with an address that somebody chose. */
    public IssuedPassword add(AccountAddress address, String name, Role role, String department) {
        requireOwn(address.domain());
        requireForPersons(address);
        return create(name, role, department, session -> {
            requireFree(session, address);
            return address;
        });
    }

    private IssuedPassword create(String name, Role role, String department, AddressChoice choice) {
        String person = Names.required("the name", name, LONGEST_NAME);
        String place = Names.optional("the department", department, LONGEST_NAME);
        String password = FirstPassword.make();
        // Before the transaction: a hash takes 50 ms, and writers stand in one line.
        String hash = hashing.hash(password);
        Account account = database.write(session -> insert(session, choice.choose(session), person, role, place, hash));
        directory.reload();
        return new IssuedPassword(account, password);
    }

    private interface AddressChoice {
        AccountAddress choose(Session session);
    }

    Account insert(
            Session session, AccountAddress address, String name, Role role, String department, String passwordHash) {
        long now = clock.millis();
        AddressRow claim = new AddressRow();
        claim.address = address.value();
        claim.kind = AddressRow.Kind.ACCOUNT;
        claim.holder = name;
        claim.createdAt = now;
        session.persist(claim);
        AccountRow row = new AccountRow();
        row.address = address.value();
        row.name = name;
        row.role = role;
        row.department = department;
        row.disabled = false;
        row.passwordHash = passwordHash;
        row.createdAt = now;
        row.passwordChangedAt = now;
        session.persist(row);
        // Now, so that the next account of the same import sees this address taken.
        session.flush();
        return row.toAccount();
    }

    static AccountAddress firstFree(Session session, String localPart, String domain) {
        for (int number = 1; ; number++) {
            String candidate = number == 1 ? localPart : localPart + number;
            AccountAddress address = AccountAddress.of(candidate, domain);
            if (!ReservedNames.contains(candidate) && session.find(AddressRow.class, address.value()) == null) {
                return address;
            }
        }
    }

    static void requireFree(Session session, AccountAddress address) {
        AddressRow known = session.find(AddressRow.class, address.value());
        if (known == null) {
            return;
        }
        boolean person = known.kind == AddressRow.Kind.ACCOUNT;
        if (known.retiredAt == null) {
            throw AccountException.conflict(address + (person ? " is the account of " + known.holder : " is a group"));
        }
        throw AccountException.conflict(address
                + (person ? " was the account of " + known.holder : " was a group")
                + " and stays reserved, so that nobody gets mail meant for another; release it to give it away");
    }

    static void requireForPersons(AccountAddress address) {
        String local = address.localPart();
        if (ReservedNames.contains(local)) {
            throw AccountException.invalid("'" + local
                    + "' belongs to a function of the company, not to a person; make it a group (RFC 2142)");
        }
        if (!OWN_LOCAL_PART.matcher(local).matches() || local.contains("..")) {
            throw AccountException.invalid(
                    "'" + local + "' can't name an account: use a-z, 0-9 and, between them, dot, hyphen, underscore");
        }
    }

    String requireOwn(String domain) {
        return AccountAddress.normalizedDomain(domain)
                .filter(domains::contains)
                .orElseThrow(() -> AccountException.invalid(
                        "'" + domain + "' is not a domain of ours: " + String.join(", ", domains)));
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
            throw AccountException.notFound("there is no account " + address);
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
                throw AccountException.conflict(
                        address + " is a member of " + String.join(", ", holders) + "; take it out there first");
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
                throw AccountException.notFound(address + " is not a closed address");
            }
            session.remove(known);
            return known;
        });
    }

    /**
     * Whether mail to this address has a place to go: an account, disabled or not, or a group. From memory.
     *
     * @throws AccountsUnavailableException if the database has not confirmed what we know for ten seconds. The answer to
     *     the sender must then be 4xx: "unknown" may be wrong, and a bounce is for ever
     */
    public boolean exists(AccountAddress address) {
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
        Optional<DirectorySnapshot.Entry> known = AccountAddress.parse(login).flatMap(directory.current()::account);
        // One way for names known and unknown, remembered verdicts included: a faster "no" would tell which exist.
        String hash = known.map(DirectorySnapshot.Entry::passwordHash).orElse(hashing.nobodys());
        boolean right = right(login, password, hash);
        if (known.isEmpty()) {
            return new SignIn.Refused(SignIn.Reason.UNKNOWN_ACCOUNT);
        }
        Account account = known.get().account();
        if (!right) {
            return new SignIn.Refused(SignIn.Reason.WRONG_PASSWORD);
        }
        return account.disabled() ? new SignIn.Refused(SignIn.Reason.DISABLED) : new SignIn.Accepted(account);
    }

    private boolean right(String login, String password, String hash) {
        String tried = clipped(password);
        HashCode key = verdicts.key(login, hash, tried);
        Optional<Boolean> remembered = verdicts.verdict(key);
        if (remembered.isPresent()) {
            return remembered.get();
        }
        boolean matches = hashing.matches(tried, hash);
        verdicts.remember(key, matches);
        return matches;
    }

    /** No password of ours is longer than the policy allows, so one character more can't match and costs no more. */
    private static String clipped(String password) {
        return password.length() <= PasswordPolicy.LONGEST * 2
                ? password
                : password.substring(0, PasswordPolicy.LONGEST * 2 + 1);
    }

    /** Ends the refreshing and the connections. */
    @Override
    public void close() {
        directory.close();
        database.close();
    }
}
