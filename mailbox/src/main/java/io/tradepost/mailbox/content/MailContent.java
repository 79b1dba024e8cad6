package io.tradepost.mailbox.content;

import io.tradepost.archive.Content;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/** A message's bytes: its top, then the record's from some octet on. */
record MailContent(StoredMail mail, DecodedCache.Source record) implements Content {
    @Override
    public long size() {
        return mail.size();
    }

    @Override
    public InputStream open() throws IOException {
        InputStream below = new Below(record.open(mail.skip()), mail.size() - mail.top().length);
        return mail.top().length == 0 ? below : new SequenceInputStream(new ByteArrayInputStream(mail.top()), below);
    }

    /** Fails when there is less than the message's size says: half a message must not look like a whole one. */
    private static final class Below extends InputStream {
        private final InputStream in;
        private long left;

        Below(InputStream in, long length) {
            this.in = in;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int n = in.read(bytes, from, length);
            if (n < 0 ? left > 0 : n > left) {
                throw new EOFException("a message is not as long as it was");
            }
            left -= Math.max(n, 0);
            return n;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = in.skip(count);
            left -= skipped;
            return skipped;
        }

        @Override
        public int available() throws IOException {
            return in.available();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
