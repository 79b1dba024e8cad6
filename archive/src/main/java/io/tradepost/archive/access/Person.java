package io.tradepost.archive.access;

import io.tradepost.archive.RefusedException;
import io.tradepost.archive.RefusedException.Reason;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A human being, named by the address of their account. That it is really them, and that they hold the role it takes, has
 * been established by whoever makes this.
 *
 * @param account mail address, lower case
 */
public record Person(String account) {
    private static final Pattern FORM = Pattern.compile("[^\\s\"()]{1,200}@[^\\s\"()]{1,120}");

    public Person {
        account = account.strip().toLowerCase(Locale.ROOT);
        if (!FORM.matcher(account).matches()) {
            throw new RefusedException(Reason.PERSON_FORM, account);
        }
    }

    @Override
    public String toString() {
        return account;
    }
}
