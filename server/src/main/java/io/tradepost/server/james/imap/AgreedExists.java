package io.tradepost.server.james.imap;

import java.util.Optional;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponse;
import org.apache.james.imap.api.message.response.StatusResponse.ResponseCode;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapProcessor.Responder;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.message.response.ExistsResponse;
import org.apache.james.mailbox.ModSeq;

/**
 * What is said of a mailbox that is being selected.
 *
 * <ul>
 *   <li>How many messages the session can number. James first reads which messages there are, then how many: of a mail that
 *       comes between the two the client is told, and "BAD" when it asks for it. The session learns of that mail a moment
 *       later, and says so with its next answer.
 *   <li>A HIGHESTMODSEQ of one where nothing has happened yet: zero is no mod-sequence (RFC 7162 section 7).
 *   <li>Once it is open, the session knows whether it may change it.
 * </ul>
 */
record AgreedExists(Responder client, StatusResponseFactory responses, ImapSession session, boolean readOnly)
        implements Responder {
    private static final String HIGHEST = "HIGHESTMODSEQ";

    @Override
    public void respond(ImapResponseMessage message) {
        client.respond(
                switch (message) {
                    case ExistsResponse exists -> numbered(exists);
                    case StatusResponse status -> said(status);
                    default -> message;
                });
    }

    private ExistsResponse numbered(ExistsResponse exists) {
        return session.getSelected() == null
                ? exists
                : new ExistsResponse(session.getSelected().existsCount());
    }

    private StatusResponse said(StatusResponse status) {
        if (status.getTag() != null) {
            if (status.getServerResponseType() == StatusResponse.Type.OK) {
                OpenedReadOnly.set(session, readOnly);
            }
            return status;
        }
        boolean zero = Optional.ofNullable(status.getResponseCode())
                .filter(code -> code.getCode().contains(HIGHEST) && code.getNumber() == 0)
                .isPresent();
        return zero
                ? responses.untaggedOk(HumanReadableText.HIGHEST_MOD_SEQ, ResponseCode.highestModSeq(ModSeq.of(1)))
                : status;
    }

    @Override
    public void flush() {
        client.flush();
    }
}
