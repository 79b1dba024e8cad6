package io.tradepost.server.james.imap;

import org.apache.james.imap.api.process.ImapSession;

/** Whether a session's mailbox was opened with EXAMINE: nothing of it may change then (RFC 3501 section 6.3.2). */
final class OpenedReadOnly {
    private static final String ATTRIBUTE = "io.tradepost.readOnly";

    private OpenedReadOnly() {}

    static boolean is(ImapSession session) {
        return session.getSelected() != null && Boolean.TRUE.equals(session.getAttribute(ATTRIBUTE));
    }

    static void set(ImapSession session, boolean readOnly) {
        session.setAttribute(ATTRIBUTE, readOnly);
    }
}
