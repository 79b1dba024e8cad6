package io.tradepost.server.james.imap.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.james.imap.message.response.FetchResponse.BodyElement;

/**
 * A section that is sent as it is read. What is sent is cut into pieces of as many bytes as the stream says are available, and
 * one that unpacks always says one, or none: eleven megabytes took eight minutes, a packet for each byte.
 */
public record StreamedElement(BodyElement given) implements BodyElement {
    @Override
    public String getName() {
        return given.getName();
    }

    @Override
    public long size() throws IOException {
        return given.size();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new Counted(given.getInputStream(), given.size());
    }

    /** Says how many bytes are still to come. */
    private static final class Counted extends FilterInputStream {
        private long left;

        Counted(InputStream in, long left) {
            super(in);
            this.left = left;
        }

        @Override
        public int available() {
            return Math.clamp(left, 0, Integer.MAX_VALUE - 1);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            left -= one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            int count = super.read(into, from, most);
            left -= Math.max(count, 0);
            return count;
        }
    }
}
