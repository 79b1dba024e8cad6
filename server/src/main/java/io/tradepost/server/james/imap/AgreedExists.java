package io.tradepost.server.james.imap;

import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.process.ImapProcessor.Responder;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.response.ExistsResponse;

/**
 * Says of a mailbox that is being selected how many messages the session can number. James first reads which messages there
 * are, then how many: of a mail that comes between the two the client is told, and "BAD" when it asks for it. The session
 * learns of that mail a moment later, and says so with its next answer.
 */
record AgreedExists(Responder client, ImapSession session) implements Responder {
    @Override
    public void respond(ImapResponseMessage message) {
        boolean counted = message instanceof ExistsResponse && session.getSelected() != null;
        client.respond(counted ? new ExistsResponse(session.getSelected().existsCount()) : message);
    }

    @Override
    public void flush() {
        client.flush();
    }
}
