package io.tradepost.archive;

import java.security.SecureRandom;
import java.time.Instant;

/** Makes new {@link MessageId}s. */
final class MessageIds {
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final long LAST_TIME = (1L << 48) - 1;
    private static final int TIME_LETTERS = 10;
    private static final int RANDOM_LETTERS = 16;

    private final SecureRandom random = new SecureRandom();

    /** An id that sorts by this time; times before 1970 count as 1970. */
    MessageId next(Instant time) {
        long millis = Math.clamp(time.toEpochMilli(), 0, LAST_TIME);
        char[] letters = new char[TIME_LETTERS + RANDOM_LETTERS];
        for (int i = TIME_LETTERS - 1; i >= 0; i--) {
            letters[i] = LETTERS.charAt((int) (millis & 31));
            millis >>>= 5;
        }
        byte[] bits = new byte[RANDOM_LETTERS];
        random.nextBytes(bits);
        for (int i = 0; i < RANDOM_LETTERS; i++) {
            letters[TIME_LETTERS + i] = LETTERS.charAt(bits[i] & 31);
        }
        return new MessageId(new String(letters));
    }
}
