package io.tradepost.archive.content;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;

/** Compresses chunks (RFC 8878) with contexts that are used again, since making one costs more than a small message. */
final class Zstandard {
    /** What zstd's authors set as default: the knee between speed and size for mail as measured, too. */
    private static final int LEVEL = 3;

    private static final int KEPT = Math.max(2, Runtime.getRuntime().availableProcessors());
    private static final BlockingQueue<ZstdCompressCtx> COMPRESSING = new ArrayBlockingQueue<>(KEPT);
    private static final BlockingQueue<ZstdDecompressCtx> DECOMPRESSING = new ArrayBlockingQueue<>(KEPT);

    private Zstandard() {}

    /** Most bytes that so many may become. */
    static int bound(int length) {
        return Math.toIntExact(Zstd.compressBound(length));
    }

    /** Compresses; the bytes written to {@code out}. */
    static int compress(byte[] plain, int length, byte[] out) {
        ZstdCompressCtx context = take(COMPRESSING, () -> new ZstdCompressCtx().setLevel(LEVEL));
        try {
            return context.compressByteArray(out, 0, out.length, plain, 0, length);
        } finally {
            if (!COMPRESSING.offer(context)) {
                context.close();
            }
        }
    }

    /** Decompresses at most so many bytes. */
    static byte[] decompress(byte[] compressed, int most) throws IOException {
        long size = Zstd.getFrameContentSize(compressed);
        if (size < 0 || size > most) {
            throw new IOException("a chunk says that it holds " + size + " bytes");
        }
        ZstdDecompressCtx context = take(DECOMPRESSING, ZstdDecompressCtx::new);
        try {
            byte[] plain = new byte[(int) size];
            int done = context.decompressByteArray(plain, 0, plain.length, compressed, 0, compressed.length);
            if (done != size) {
                throw new IOException("a chunk holds " + done + " bytes and says " + size);
            }
            return plain;
        } catch (ZstdException e) {
            throw new IOException("a chunk cannot be decompressed", e);
        } finally {
            if (!DECOMPRESSING.offer(context)) {
                context.close();
            }
        }
    }

    private static <C> C take(BlockingQueue<C> kept, Supplier<C> maker) {
        C context = kept.poll();
        return context == null ? maker.get() : context;
    }
}
