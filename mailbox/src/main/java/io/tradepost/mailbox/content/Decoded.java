package io.tradepost.mailbox.content;

import io.tradepost.archive.Content;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/** One content as far as it was decoded, in blocks, with the stream that goes on where they end. */
final class Decoded {
    /** Answer of {@link #read} once the blocks are given up. */
    static final int GONE = -2;

    private static final int BLOCK = 64 << 10;

    private final Content content;
    private final IntConsumer grew;
    private final ReentrantLock decoding = new ReentrantLock();
    private volatile byte[][] blocks = new byte[0][];
    private volatile boolean gone;
    private InputStream in = InputStream.nullInputStream();
    private boolean begun;
    /** After a failure nothing is known of where the stream is. */
    private boolean broken;

    private long held;

    /**
     * @param grew told how many bytes more are held
     */
    Decoded(Content content, IntConsumer grew) {
        this.content = content;
        this.grew = grew;
    }

    long size() {
        return content.size();
    }

    /** Reads at this octet; {@link #GONE} when nothing is held any more. */
    int read(long at, byte[] bytes, int from, int length) throws IOException {
        if (at >= content.size()) {
            return -1;
        }
        int index = Math.toIntExact(at / BLOCK);
        byte[][] known = blocks;
        if (index >= known.length) {
            decode(index);
            known = blocks;
        }
        if (gone || index >= known.length) {
            return GONE;
        }
        int offset = (int) (at % BLOCK);
        int n = Math.min(length, known[index].length - offset);
        System.arraycopy(known[index], offset, bytes, from, n);
        return n;
    }

    /** Decodes up to and with this block. */
    private void decode(int index) throws IOException {
        decoding.lock();
        try {
            while (!gone && !broken && blocks.length <= index) {
                broken = true;
                next();
                broken = false;
            }
        } finally {
            decoding.unlock();
            if (gone) {
                drop();
            }
        }
    }

    private void next() throws IOException {
        if (!begun) {
            in = content.open();
            begun = true;
        }
        long start = (long) blocks.length * BLOCK;
        int length = (int) Math.min(BLOCK, content.size() - start);
        byte[] block = in.readNBytes(length);
        boolean last = start + length == content.size();
        // Behind the last octet the content is checked as a whole.
        if (block.length < length || (last && in.read() >= 0)) {
            throw new EOFException("the content is not as long as it was");
        }
        if (last) {
            in.close();
        }
        byte[][] more = Arrays.copyOf(blocks, blocks.length + 1);
        more[blocks.length] = block;
        synchronized (this) {
            if (gone) {
                return;
            }
            blocks = more;
            held += length;
        }
        grew.accept(length);
    }

    /** Nothing is to be held from now on; how much was. */
    synchronized long giveUp() {
        gone = true;
        blocks = new byte[0][];
        long was = held;
        held = 0;
        return was;
    }

    /** Closes what is open, now or when whoever decodes is done. */
    void drop() {
        gone = true;
        if (decoding.tryLock()) {
            try {
                in.close();
            } catch (IOException e) {
                org.slf4j.LoggerFactory.getLogger(Decoded.class).debug("a stream could not be closed", e);
            } finally {
                decoding.unlock();
            }
        }
    }

    /** The content itself from this octet on. */
    InputStream straight(long at) throws IOException {
        InputStream all = content.open();
        try {
            all.skipNBytes(at);
            return all;
        } catch (IOException | RuntimeException e) {
            try (all) {
                throw e;
            }
        }
    }
}
