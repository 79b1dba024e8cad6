package io.tradepost.archive.mime;

import java.io.IOException;
import java.io.InputStream;

/** What is done with the bytes of a part whose text this package can't read itself. */
@FunctionalInterface
public interface DocumentBytes {
    /**
     * Takes all bytes of the stream.
     *
     * @param name decoded file name; empty if none
     * @param type MIME type as the mail says, lower case
     * @return the fingerprint of all of them
     */
    Fingerprint take(String name, String type, InputStream in) throws IOException;
}
