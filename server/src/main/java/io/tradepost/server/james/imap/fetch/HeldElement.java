package io.tradepost.server.james.imap.fetch;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.apache.james.imap.message.response.FetchResponse.BodyElement;

/**
 * A section of a message whose bytes are here.
 *
 * @param name what the answer calls it
 */
public record HeldElement(String name, byte[] bytes) implements BodyElement {
    @Override
    public String getName() {
        return name;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public InputStream getInputStream() {
        return new ByteArrayInputStream(bytes);
    }
}
