package io.tradepost.domain.account;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.hash.HashCode;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/**
 * Remembers verdicts on passwords for a short while: a mail client signs in again for each folder and each message sent,
 * and one with a forgotten old password tries it every minute for weeks.
 *
 * <p>The key is an HMAC, under a key that this process alone holds in memory, over the address, the stored hash and the
 * password. So nothing here can be turned back into a password outside the process, and a changed password makes every
 * older entry unreachable. Whether the account is disabled is not remembered but asked each time.
 */
final class SignInCache {
    private static final Duration KEEP_RIGHT = Duration.ofMinutes(5);
    private static final Duration KEEP_WRONG = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    private final HashFunction keyed;
    private final Cache<HashCode, Boolean> right = CacheBuilder.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(KEEP_RIGHT)
            .build();
    private final Cache<HashCode, Boolean> wrong = CacheBuilder.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(KEEP_WRONG)
            .build();

    SignInCache() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        keyed = Hashing.hmacSha256(key);
    }

    HashCode key(String login, String passwordHash, String password) {
        return keyed.newHasher()
                .putInt(login.length())
                .putString(login, StandardCharsets.UTF_8)
                .putInt(passwordHash.length())
                .putString(passwordHash, StandardCharsets.UTF_8)
                .putString(password, StandardCharsets.UTF_8)
                .hash();
    }

    Optional<Boolean> verdict(HashCode key) {
        if (right.getIfPresent(key) != null) {
            return Optional.of(true);
        }
        return wrong.getIfPresent(key) != null ? Optional.of(false) : Optional.empty();
    }

    void remember(HashCode key, boolean verdict) {
        (verdict ? right : wrong).put(key, verdict);
    }
}
