package io.tradepost.server.control;

import java.io.InputStream;
import java.io.OutputStream;

/** The caller's end of a command that runs in the server. */
public interface ControlSession {
    /** The caller's standard output. Writing throws once the caller has gone. */
    OutputStream out();

    /** The caller's standard error. */
    OutputStream err();

    /** The caller's standard input, asked for on first read. */
    InputStream input();

    /** Whether the caller has gone, so that long work may stop. */
    boolean cancelled();
}
