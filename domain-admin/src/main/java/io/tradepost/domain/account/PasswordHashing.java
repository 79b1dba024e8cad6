package io.tradepost.domain.account;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.text.Normalizer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Argon2id (RFC 9106) with the parameters that stand here and nowhere else.
 *
 * <p>19 MiB, two passes, one lane are what the OWASP Password Storage Cheat Sheet recommends as its first choice of equal
 * ones; on a 2026 server core that is 45 to 65 ms. Whoever floods the server with sign-ins must not take its cores or its
 * memory: only as many hashes run at once as {@link #AT_ONCE}, others wait in line, and those that wait too long are told
 * to come back.
 */
final class PasswordHashing {
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;

    /** Half the cores and at least two: mail goes on while people sign in. Each takes 19 MiB for its 50 ms. */
    static final int AT_ONCE = Math.max(2, Runtime.getRuntime().availableProcessors() / 2);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Argon2Function current = Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final String nobodys = hash(FirstPassword.make());

    /** The hash in the PHC string format, which carries its own salt and parameters. */
    String hash(String password) {
        takePlace();
        try {
            return Password.hash(prepared(password))
                    .addRandomSalt(SALT_BYTES)
                    .with(current)
                    .getResult();
        } finally {
            places.release();
        }
    }

    /** Whether the hash was made from this password, by whatever parameters it names. */
    boolean matches(String password, String hash) {
        takePlace();
        try {
            return Password.check(prepared(password), hash).with(Argon2Function.getInstanceFromHash(hash));
        } finally {
            places.release();
        }
    }

    /** A hash that no password is known to match: an unknown name must take as long as a known one. */
    String nobodys() {
        return nobodys;
    }

    /** Hashes being computed now. */
    int running() {
        return AT_ONCE - places.availablePermits();
    }

    /** Whether the hash was made with other parameters than today's. */
    boolean outdated(String hash) {
        Argon2Function then = Argon2Function.getInstanceFromHash(hash);
        return then.getMemory() != MEMORY_KIB || then.getIterations() != PASSES || then.getParallelism() != LANES;
    }

    /** RFC 8265 section 4.2: a password typed on two machines may come in two Unicode forms. */
    private static String prepared(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    private void takePlace() {
        try {
            if (!places.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AccountsUnavailableException("too many sign-ins at once");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AccountsUnavailableException("interrupted while waiting to check a password", interrupted);
        }
    }
}
