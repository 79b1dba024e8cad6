package io.tradepost.trade.sample;

import java.util.Locale;

/** Container numbers with the check digit of ISO 6346. */
final class Containers {

    private Containers() {}

    /**
     * A whole number, such as {@code TPXU2000137}.
     *
     * @param owner  four letters
     * @param serial up to six digits
     */
    static String number(String owner, int serial) {
        String body = owner + String.format(Locale.ROOT, "%06d", serial % 1_000_000);
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            sum += value(body.charAt(i)) << i;
        }
        return body + sum % 11 % 10;
    }

    /** ISO 6346: A is 10, and multiples of 11 are left out. */
    private static int value(char c) {
        if (c <= '9') {
            return c - '0';
        }
        int value = 10;
        for (char letter = 'A'; letter < c; letter++) {
            value++;
            if (value % 11 == 0) {
                value++;
            }
        }
        return value;
    }
}
