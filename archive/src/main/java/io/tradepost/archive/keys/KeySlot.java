package io.tradepost.archive.keys;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/**
 * One slot, 48 bytes: number of the master key (2), state (1), 0 (1), the wrapped key (40), CRC32C of the slot's number (8
 * bytes) followed by bytes 0 to 43. A slot of zeros was never used.
 *
 * @param master  number of the master key that wraps it; 0 when destroyed
 * @param state   what it holds
 * @param wrapped RFC 3394 wrap of the key; zeros when destroyed
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes are handed on, never compared or changed.
record KeySlot(int master, State state, byte[] wrapped) {
    static final int BYTES = 48;

    private static final int WRAPPED = 40;
    private static final int CRC_AT = 44;

    enum State {
        EMPTY(0),
        LIVE(1),
        DESTROYED(2);

        private final int code;

        State(int code) {
            this.code = code;
        }
    }

    static final KeySlot EMPTY = new KeySlot(0, State.EMPTY, new byte[WRAPPED]);
    static final KeySlot DESTROYED = new KeySlot(0, State.DESTROYED, new byte[WRAPPED]);

    static KeySlot wrap(SecretKey key, int master, SecretKey wrapping) {
        try {
            Cipher cipher = Cipher.getInstance("AESWrap");
            cipher.init(Cipher.WRAP_MODE, wrapping);
            return new KeySlot(master, State.LIVE, cipher.wrap(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot wrap keys (RFC 3394)", e);
        }
    }

    /** The key; empty if the wrapping key is not the one. RFC 3394 section 2.2.3 checks that. */
    Optional<SecretKey> unwrap(SecretKey wrapping) {
        try {
            Cipher cipher = Cipher.getInstance("AESWrap");
            cipher.init(Cipher.UNWRAP_MODE, wrapping);
            return Optional.of((SecretKey) cipher.unwrap(wrapped, "AES", Cipher.SECRET_KEY));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    void put(ByteBuffer out, long number) {
        byte[] bytes = new byte[BYTES];
        ByteBuffer.wrap(bytes)
                .putShort((short) master)
                .put((byte) state.code)
                .put((byte) 0)
                .put(wrapped);
        ByteBuffer.wrap(bytes).putInt(CRC_AT, crc(number, bytes));
        out.put(bytes);
    }

    /** The slot in these bytes; empty if they are damaged. */
    static Optional<KeySlot> read(byte[] bytes, long number) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int master = Short.toUnsignedInt(in.getShort());
        int code = in.get();
        in.get();
        byte[] wrapped = new byte[WRAPPED];
        in.get(wrapped);
        int crc = in.getInt();
        if (isZero(bytes)) {
            return Optional.of(EMPTY);
        }
        if (master == 0 && code == State.DESTROYED.code) {
            // Also when its checksum is wrong: the overwriting was cut off, and half a key is none.
            return Optional.of(DESTROYED);
        }
        return code == State.LIVE.code && crc == crc(number, bytes)
                ? Optional.of(new KeySlot(master, State.LIVE, wrapped))
                : Optional.empty();
    }

    /** The slot at this place in a row of slots; empty if it is damaged. */
    static Optional<KeySlot> in(byte[] row, int index, long number) {
        return read(Arrays.copyOfRange(row, index * BYTES, (index + 1) * BYTES), number);
    }

    static boolean isZero(byte[] bytes) {
        for (byte one : bytes) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }

    // Seeded with the number, so that a slot that was copied to another place is seen to be in the wrong one.
    private static int crc(long number, byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
        crc.update(bytes, 0, CRC_AT);
        return (int) crc.getValue();
    }
}
