package io.tradepost.bench.mailbox;

import java.util.ArrayList;
import java.util.List;

/** Connections that stay open until the end, as those of clients do that are left running. */
final class Sessions implements AutoCloseable {
    private final List<ImapSession> open = new ArrayList<>();

    ImapSession open(Contender contender) {
        ImapSession session = contender.session();
        open.add(session);
        return session;
    }

    @Override
    public void close() {
        open.forEach(ImapSession::close);
    }
}
