package io.tradepost.domain.account;

import java.security.SecureRandom;

/**
 * Passwords made by us, to be read off paper and typed once. Sixteen characters of 28 are 76.9 bits.
 *
 * <p>Left out are characters that look like another in some typeface: 0/o, 1/l/i; and those that two others can look
 * like: d (cl), m (rn), w (vv). No capitals, since they are the first thing that is misread over the telephone.
 */
final class FirstPassword {
    static final String ALPHABET = "abcefghjknpqrstuvxyz23456789";
    private static final int GROUPS = 4;
    private static final int GROUP_LENGTH = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private FirstPassword() {}

    /** Like {@code k7fn-pz3e-…}: four groups of four. */
    static String make() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP_LENGTH; i++) {
            if (i > 0 && i % GROUP_LENGTH == 0) {
                password.append('-');
            }
            password.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }
}
