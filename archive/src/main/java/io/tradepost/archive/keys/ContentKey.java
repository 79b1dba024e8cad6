package io.tradepost.archive.keys;

import javax.crypto.SecretKey;

/**
 * A key for one content.
 *
 * @param slot where it is kept
 * @param key  AES-256; never printed
 */
public record ContentKey(long slot, SecretKey key) {
    @Override
    public String toString() {
        return "the key in slot " + slot;
    }
}
