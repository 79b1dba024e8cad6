package io.tradepost.bench.ingest;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;

/** What disk and compressor do when nothing of ours is between. */
final class OwnSpeed {
    private static final int WRITE = 1 << 20;
    private static final int SEQUENTIAL_WRITES = 512;
    private static final int SYNCED_WRITE = 64 << 10;
    private static final int SYNCED_WRITES = 300;

    private OwnSpeed() {}

    /**
     * The disk's.
     *
     * @param sequential MB/s of writes of 1 MiB with one sync at the end
     * @param syncs      appends of 64 KiB a second, each synced
     */
    record Disk(double sequential, double syncs) {}

    /**
     * The compressor's, on one thread.
     *
     * @param speed MB/s of input, message by message, level 3
     * @param ratio bytes out per byte in
     */
    record Compressor(double speed, double ratio) {}

    static Disk disk(Path folder) throws IOException {
        Path file = folder.resolve("own-speed");
        byte[] bytes = new byte[WRITE];
        SplittableRandom random = new SplittableRandom(1);
        random.nextBytes(bytes);
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long start = System.nanoTime();
            for (int i = 0; i < SEQUENTIAL_WRITES; i++) {
                write(out, bytes, WRITE);
            }
            out.force(true);
            double sequential = Rate.megabytes((long) WRITE * SEQUENTIAL_WRITES, start);
            start = System.nanoTime();
            for (int i = 0; i < SYNCED_WRITES; i++) {
                write(out, bytes, SYNCED_WRITE);
                out.force(false);
            }
            return new Disk(sequential, Rate.each(SYNCED_WRITES, start));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    static Compressor compressor(RealMail mail, int messages) {
        long in = 0;
        long out = 0;
        long nanos = 0;
        try (ZstdCompressCtx context = new ZstdCompressCtx().setLevel(3)) {
            for (int i = 0; i < messages; i++) {
                byte[] message = mail.message(i);
                byte[] target = new byte[Math.toIntExact(Zstd.compressBound(message.length))];
                long start = System.nanoTime();
                out += context.compressByteArray(target, 0, target.length, message, 0, message.length);
                nanos += System.nanoTime() - start;
                in += message.length;
            }
        }
        return new Compressor(in / 1e6 / (nanos / 1e9), (double) out / in);
    }

    private static void write(FileChannel out, byte[] bytes, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
    }
}
