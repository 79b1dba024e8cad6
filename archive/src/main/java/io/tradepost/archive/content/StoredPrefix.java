package io.tradepost.archive.content;

import io.tradepost.archive.ArchiveException;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The clear beginning of a stored content: version (1 byte), form (1), number of references (2), key slot (8), seven bytes
 * of nonce and one of 0, the references (8 each). It is authenticated with every chunk behind it.
 *
 * @param form       what is encrypted behind it
 * @param slot       of the key
 * @param nonce      seven bytes; the chunk's number and whether it is the last make it twelve
 * @param references the part records needed, in order of use: a sequence, or if negative the distance from this record
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes are handed on, never compared or changed.
record StoredPrefix(Form form, long slot, byte[] nonce, List<Long> references) {
    static final int NONCE_BYTES = 7;
    static final int MOST_REFERENCES = 0xffff;

    private static final int VERSION = 1;
    private static final int FIXED = 20;

    /** What is behind it. */
    enum Form {
        /** The bytes themselves. */
        PLAIN(0),
        /** Instructions that make the bytes. */
        SKELETON(1);

        private final int code;

        Form(int code) {
            this.code = code;
        }
    }

    StoredPrefix {
        references = List.copyOf(references);
    }

    byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(FIXED + Long.BYTES * references.size());
        out.put((byte) VERSION)
                .put((byte) form.code)
                .putShort((short) references.size())
                .putLong(slot)
                .put(nonce)
                .put((byte) 0);
        references.forEach(out::putLong);
        return out.array();
    }

    /** Reads it from the front of a stored content. */
    static StoredPrefix read(InputStream stored) throws IOException {
        DataInputStream in = new DataInputStream(stored);
        int version = in.readUnsignedByte();
        int code = in.readUnsignedByte();
        if (version != VERSION || code > Form.SKELETON.code) {
            throw ArchiveException.permanent(
                    "content of version " + version + ", form " + code + ": written by a newer program");
        }
        int count = in.readUnsignedShort();
        long slot = in.readLong();
        byte[] nonce = new byte[NONCE_BYTES];
        in.readFully(nonce);
        in.readByte();
        List<Long> references = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            references.add(in.readLong());
        }
        return new StoredPrefix(code == Form.PLAIN.code ? Form.PLAIN : Form.SKELETON, slot, nonce, references);
    }

    /** The sequences referred to by a record that stands at this one. */
    List<Long> referencedBy(long sequence) {
        return references.stream().map(one -> one < 0 ? sequence + one : one).toList();
    }
}
