package io.tradepost.domain.account;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Bearer tokens of programs. Reached through {@link Accounts#tokens()}. */
public final class Tokens {
    private static final String PREFIX = "tp_";
    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 9;
    private static final Pattern SECRET = Pattern.compile("tp_[A-Za-z0-9_-]{43}");
    private static final Duration USE_NOTED_EACH = Duration.ofMinutes(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final AccountDatabase database;
    private final Clock clock;
    /** Uses not yet written: token's id to the time in milliseconds. A busy program must not mean a write a request. */
    private final Map<String, Long> uses = new ConcurrentHashMap<>();
    /**
     * The last use of each that was put down for writing. Writing one changes nothing that the directory would be loaded
     * again for, so the token it knows still has the time of an older use.
     */
    private final Map<String, Long> putDown = new ConcurrentHashMap<>();

    private final Directory directory;

    Tokens(AccountDatabase database, Directory directory, Clock clock) {
        this.database = database;
        this.directory = directory;
        this.clock = clock;
    }

    /** Makes a program's own token; see {@link #create(String, TokenRole, Optional)}. */
    public IssuedToken create(String name, TokenRole role) {
        return create(name, role, Optional.empty());
    }

    /**
     * Makes a token and its secret.
     *
     * @param name    what it is for, 1 to 100 characters, unlike that of any living token
     * @param account the person that it acts for, where that matters
     * @throws AccountException if there is no such account
     */
    public IssuedToken create(String name, TokenRole role, Optional<AccountAddress> account) {
        String label = Names.required(Names.TOKEN, name, 100);
        String secret = PREFIX + randomText(SECRET_BYTES);
        Token token = database.write(session -> {
            boolean taken = !session.createSelectionQuery(
                            "from TokenRow where name = :name and revokedAt is null", TokenRow.class)
                    .setParameter("name", label)
                    .getResultList()
                    .isEmpty();
            if (taken) {
                throw AccountException.conflict("account.token.exists", label);
            }
            account.filter(address -> session.find(AccountRow.class, address.value()) == null)
                    .ifPresent(address -> {
                        throw AccountException.notFound("account.none", address);
                    });
            TokenRow row = new TokenRow();
            row.id = randomText(ID_BYTES);
            row.name = label;
            row.role = role;
            row.account = account.map(AccountAddress::value).orElse(null);
            row.secretSha256 = sha256(secret);
            row.createdAt = clock.millis();
            row.lastUsedAt = Token.NEVER_USED;
            session.persist(row);
            return row.toToken();
        });
        directory.reload();
        return new IssuedToken(token, secret);
    }

    /** Living tokens, oldest first. */
    public List<Token> list() {
        return database.read(session -> session.createSelectionQuery(
                        "from TokenRow where revokedAt is null order by createdAt, name", TokenRow.class)
                .getResultStream()
                .map(TokenRow::toToken)
                .toList());
    }

    /**
     * Ends a token for good.
     *
     * @param idOrName its id or its name
     * @throws AccountException if there is no such living token
     */
    public Token revoke(String idOrName) {
        Token revoked = database.write(session -> {
            TokenRow row = session.createSelectionQuery(
                            "from TokenRow where (id = :word or name = :word) and revokedAt is null order by id",
                            TokenRow.class)
                    .setParameter("word", idOrName)
                    .getResultStream()
                    .findFirst()
                    .orElseThrow(() -> AccountException.notFound("account.token.none", idOrName));
            row.revokedAt = clock.millis();
            return row.toToken();
        });
        directory.reload();
        return revoked;
    }

    /**
     * Whose secret this is. Found by its SHA-256, so that the time taken says nothing about the secret.
     *
     * @throws AccountsUnavailableException if what is known of tokens is too old to trust
     */
    public Optional<Token> authenticate(String secret) {
        DirectorySnapshot known = directory.current();
        if (!SECRET.matcher(secret).matches()) {
            return Optional.empty();
        }
        Token token = known.tokensBySecret().get(sha256(secret));
        if (token == null) {
            return Optional.empty();
        }
        noteUse(token, clock.millis());
        return Optional.of(token);
    }

    private void noteUse(Token token, long now) {
        long written = token.lastUsedAt().map(Instant::toEpochMilli).orElse(Token.NEVER_USED);
        long last = Math.max(written, putDown.getOrDefault(token.id(), written));
        if (now - last >= USE_NOTED_EACH.toMillis()) {
            putDown.put(token.id(), now);
            uses.put(token.id(), now);
        }
    }

    /** Writes the uses seen since the last call. Called by the thread that refreshes, and on closing. */
    void noteUses() {
        if (uses.isEmpty()) {
            return;
        }
        Map<String, Long> seen = new HashMap<>(uses);
        database.note(session -> seen.forEach((id, at) -> session.createMutationQuery(
                        "update TokenRow set lastUsedAt = :at where id = :id and lastUsedAt < :at")
                .setParameter("at", at)
                .setParameter("id", id)
                .executeUpdate()));
        // Removed only once written, and only if no later use came meanwhile.
        seen.forEach(uses::remove);
    }

    private static String randomText(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static String sha256(String secret) {
        return Hashing.sha256().hashString(secret, StandardCharsets.US_ASCII).toString();
    }
}
