package io.tradepost.server.james.imap;

import java.util.concurrent.atomic.AtomicInteger;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.imap.api.process.ImapSession;

/**
 * Connections that speak compressed (RFC 4978). Each keeps about 300 KB of windows and tables for as long as it is open, many
 * times what an idle connection takes else, so that only so many may; the others are refused and go on as they are.
 */
@Singleton
public final class CompressedConnections {
    /** About 30 MB. */
    static final int MOST = 100;

    private static final String ATTRIBUTE = "io.tradepost.compressed";

    private final AtomicInteger open = new AtomicInteger();

    /** None yet. */
    @Inject
    public CompressedConnections() {}

    /** Whether this connection may begin; if so it is counted until it {@linkplain #ended ended}. */
    boolean begin(ImapSession session) {
        if (open.incrementAndGet() > MOST) {
            open.decrementAndGet();
            return false;
        }
        session.setAttribute(ATTRIBUTE, true);
        return true;
    }

    boolean has(ImapSession session) {
        return Boolean.TRUE.equals(session.getAttribute(ATTRIBUTE));
    }

    /** The connection has been closed. */
    void ended(ImapSession session) {
        if (has(session)) {
            session.setAttribute(ATTRIBUTE, false);
            open.decrementAndGet();
        }
    }
}
