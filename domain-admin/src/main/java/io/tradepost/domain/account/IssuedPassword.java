package io.tradepost.domain.account;

/**
 * A password that was just made, to be shown once: nothing here can show it again.
 *
 * @param password in clear
 */
public record IssuedPassword(Account account, String password) {
    /** Keeps the password out of logs. */
    @Override
    public String toString() {
        return "IssuedPassword[" + account.address() + "]";
    }
}
