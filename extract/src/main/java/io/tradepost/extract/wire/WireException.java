package io.tradepost.extract.wire;

import java.io.IOException;

/** What came over the wire is not a frame; the conversation can't go on. */
public final class WireException extends IOException {
    private static final long serialVersionUID = 1L;

    WireException(String message) {
        super(message);
    }
}
