package io.tradepost.mailbox.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.Content;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What was decoded once is not decoded again, and memory stays bounded. */
class DecodedCacheTest {
    private static final int CAPACITY = 4 << 20;

    private final DecodedCache cache = new DecodedCache(CAPACITY);

    /** Counts what is read of it, and may fail at some octet. */
    private static final class Counted implements Content {
        private final byte[] bytes;
        private final AtomicLong read = new AtomicLong();
        private volatile long failAt = Long.MAX_VALUE;

        Counted(int seed, int size) {
            bytes = new byte[size];
            new Random(seed).nextBytes(bytes);
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new FilterInputStream(new ByteArrayInputStream(bytes)) {
                private long at;

                @Override
                public int read(byte[] into, int from, int length) throws IOException {
                    if (at >= failAt) {
                        throw new IOException("damaged");
                    }
                    int n = super.read(into, from, length);
                    read.addAndGet(Math.max(n, 0));
                    at += Math.max(n, 0);
                    return n;
                }
            };
        }
    }

    private byte[] piece(long sequence, Counted content, int from, int length) throws IOException {
        try (InputStream in =
                cache.content(StoredMail.Place.MAILBOX, sequence, () -> content).open(from)) {
            return in.readNBytes(length);
        }
    }

    @Test
    void piecesInOrderDecodeTheMessageOnce() throws IOException {
        Counted content = new Counted(1, 3_000_000);
        for (int at = 0; at < content.bytes.length; at += 100_000) {
            assertThat(piece(1, content, at, 100_000)).isEqualTo(Arrays.copyOfRange(content.bytes, at, at + 100_000));
        }
        assertThat(content.read.get()).isEqualTo(content.bytes.length);
    }

    @Test
    void aHeaderIsReadWithoutTheRest() throws IOException {
        Counted content = new Counted(2, 3_000_000);
        piece(1, content, 0, 2_000);
        assertThat(content.read.get()).isLessThan(200_000);
    }

    @Test
    void whatIsHeldStaysBoundedAndWhoeverReadsWhatWentReadsOn() throws IOException {
        Counted first = new Counted(3, 3_000_000);
        try (InputStream slow =
                cache.content(StoredMail.Place.MAILBOX, 0, () -> first).open(0)) {
            assertThat(slow.readNBytes(10)).isEqualTo(Arrays.copyOf(first.bytes, 10));
            for (int i = 1; i < 20; i++) {
                Counted other = new Counted(i, 1_500_000);
                assertThat(piece(i, other, 0, other.bytes.length)).isEqualTo(other.bytes);
                assertThat(cache.held()).isLessThanOrEqualTo(CAPACITY);
            }
            assertThat(slow.readAllBytes()).isEqualTo(Arrays.copyOfRange(first.bytes, 10, first.bytes.length));
        }
        Counted large = new Counted(4, 2 * CAPACITY);
        assertThat(piece(99, large, 1_000_000, large.bytes.length))
                .isEqualTo(Arrays.copyOfRange(large.bytes, 1_000_000, large.bytes.length));
        cache.close();
        assertThat(cache.held()).isZero();
    }

    @Test
    void manyReadersAtOnceEachGetTheirBytes() {
        Counted content = new Counted(5, 2_000_000);
        IntStream.range(0, 64).parallel().forEach(i -> {
            int from = i * 30_000;
            try {
                assertThat(piece(i % 3, content, from, 50_000))
                        .isEqualTo(Arrays.copyOfRange(content.bytes, from, from + 50_000));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void aFailureIsToldToEveryoneAndNeverBecomesWrongBytes() throws IOException {
        Counted content = new Counted(6, 1_000_000);
        content.failAt = 400_000;
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> piece(1, content, 0, content.bytes.length)).isInstanceOf(IOException.class);
        }
        content.failAt = Long.MAX_VALUE;
        assertThat(piece(1, content, 0, content.bytes.length)).isEqualTo(content.bytes);
    }
}
