package io.tradepost.domain.account;

import com.google.common.hash.HashCode;
import io.tradepost.domain.DomainAdminException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets people in, or not. */
final class SignInGate {
    private static final Logger LOG = LoggerFactory.getLogger(SignInGate.class);
    /** UTF-16 units that the longest password we accept can take when typed in its most spread-out Unicode form. */
    private static final int LONGEST_TYPED = PasswordPolicy.LONGEST * 8;

    /** Stores a better hash of a password that was just seen to be right. */
    interface Renewal {
        void store(AccountAddress address, String oldHash, String newHash);
    }

    private final Directory directory;
    private final PasswordHashing hashing;
    private final Renewal renewal;
    private final SignInCache verdicts = new SignInCache();

    SignInGate(Directory directory, PasswordHashing hashing, Renewal renewal) {
        this.directory = directory;
        this.hashing = hashing;
        this.renewal = renewal;
    }

    SignIn verify(String login, String password) {
        DirectorySnapshot now = directory.current();
        Optional<DirectorySnapshot.Entry> known = AccountAddress.parse(login).flatMap(now::account);
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
        if (account.disabled()) {
            return new SignIn.Refused(SignIn.Reason.DISABLED);
        }
        if (hashing.outdated(hash)) {
            renew(account.address(), hash, password);
        }
        return new SignIn.Accepted(account);
    }

    private boolean right(String login, String password, String hash) {
        String tried = password.length() <= LONGEST_TYPED ? password : password.substring(0, LONGEST_TYPED + 1);
        HashCode key = verdicts.key(login, hash, tried);
        Optional<Boolean> remembered = verdicts.verdict(key);
        if (remembered.isPresent()) {
            return remembered.get();
        }
        boolean matches = hashing.matches(tried, hash);
        verdicts.remember(key, matches);
        return matches;
    }

    /** The one moment at which we have the password is a sign-in. That it must not fail for a hash's sake is plain. */
    private void renew(AccountAddress address, String oldHash, String password) {
        try {
            renewal.store(address, oldHash, hashing.hash(password));
        } catch (DomainAdminException later) {
            LOG.atInfo().addKeyValue("account", address).setCause(later).log("password hash not renewed this time");
        }
    }
}
