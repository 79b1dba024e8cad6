package io.tradepost.domain.account;

/**
 * A token that was just made, to be shown once: only its SHA-256 is stored.
 *
 * @param secret {@code tp_} and 43 characters of base64url, which are 256 random bits
 */
public record IssuedToken(Token token, String secret) {
    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
        return "IssuedToken[" + token.id() + "]";
    }
}
