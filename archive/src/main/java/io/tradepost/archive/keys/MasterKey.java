package io.tradepost.archive.keys;

import io.tradepost.archive.ArchiveException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A key that wraps keys. Printing it shows nothing. */
final class MasterKey {
    static final int BYTES = 32;

    private static final int CHECK_BYTES = 16;

    private final byte[] bytes;

    MasterKey(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    SecretKey wrapping() {
        return new SecretKeySpec(bytes, "AES");
    }

    /** As it stands in a key file. */
    String text() {
        return HexFormat.of().formatHex(bytes);
    }

    /**
     * Sixteen bytes in hexadecimal by which a key is known again without being kept: the first of HMAC-SHA-256 under it of
     * a fixed text and the journal's id.
     */
    String check(UUID journal) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
            byte[] value = mac.doFinal(("tradepost master key of " + journal).getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(Arrays.copyOf(value, CHECK_BYTES));
        } catch (GeneralSecurityException e) {
            throw ArchiveException.permanent("this Java lacks HMAC-SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "a master key";
    }
}
