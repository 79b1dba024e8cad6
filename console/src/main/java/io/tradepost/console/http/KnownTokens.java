package io.tradepost.console.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tokens that were good the last time they came, by their hashes. Opens no door; only says that knocking is worth it. */
final class KnownTokens {
    private static final int MOST = 1_000;

    private final Map<String, Boolean> hashes = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    };

    synchronized boolean contains(String secret) {
        return hashes.containsKey(hash(secret));
    }

    synchronized void remember(String secret) {
        hashes.put(hash(secret), true);
    }

    synchronized void forget(String secret) {
        hashes.remove(hash(secret));
    }

    private static String hash(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
