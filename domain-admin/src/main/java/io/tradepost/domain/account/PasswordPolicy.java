package io.tradepost.domain.account;

import java.util.Locale;

/**
 * What a password that a person chose must be. Length counts, composition rules do not (NIST SP 800-63B section 3.1.1).
 */
final class PasswordPolicy {
    static final int SHORTEST = 12;
    /** Characters. Long enough for any sentence; a megabyte of password is an attack. */
    static final int LONGEST = 256;

    private static final int FEWEST_DIFFERENT = 5;

    private PasswordPolicy() {}

    /** @throws AccountException that tells the person what to change; never the password itself */
    static void require(String password, AccountAddress address) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            throw AccountException.invalid("account.password.short", length, SHORTEST);
        }
        if (length > LONGEST) {
            throw AccountException.invalid("account.password.long", LONGEST);
        }
        if (password.codePoints().anyMatch(Character::isISOControl)) {
            throw AccountException.invalid("account.password.control");
        }
        if (password.codePoints().distinct().count() < FEWEST_DIFFERENT) {
            throw AccountException.invalid("account.password.same");
        }
        if (password.toLowerCase(Locale.ROOT).contains(address.localPart())) {
            throw AccountException.invalid("account.password.name");
        }
    }
}
