package io.tradepost.server.james.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.james.imap.api.display.HumanReadableText;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponse;
import org.apache.james.imap.api.message.response.StatusResponse.ResponseCode;
import org.apache.james.imap.api.message.response.StatusResponseFactory;
import org.apache.james.imap.api.process.ImapProcessor.Responder;

/**
 * Puts the exact COPYUID into the answer to COPY or MOVE. For MOVE it comes before the first EXPUNGE (RFC 6851 section 4.3),
 * so the rest waits for it; it stays with the tagged answer too, where older clients look for it.
 */
final class CopyUidResponder implements Responder {
    private final Responder responder;
    private final StatusResponseFactory responses;
    private final CopiedUids copied;
    private final boolean first;
    private final List<ImapResponseMessage> waiting = new ArrayList<>();

    /**
     * @param first whether it comes before everything else
     */
    CopyUidResponder(Responder responder, StatusResponseFactory responses, CopiedUids copied, boolean first) {
        this.responder = responder;
        this.responses = responses;
        this.copied = copied;
        this.first = first;
    }

    @Override
    public void respond(ImapResponseMessage message) {
        if (!(message instanceof StatusResponse status) || status.getTag() == null) {
            waiting.add(message);
            return;
        }
        Optional<ResponseCode> given = Optional.ofNullable(status.getResponseCode());
        if (!CopiedUids.isCode(given)) {
            release();
            responder.respond(message);
            return;
        }
        Optional<ResponseCode> exact = given.flatMap(copied::exact);
        if (first) {
            exact.ifPresent(code -> responder.respond(responses.untaggedOk(HumanReadableText.COMPLETED, code)));
        }
        release();
        responder.respond(exact.map(code ->
                        responses.taggedOk(status.getTag(), status.getCommand(), HumanReadableText.COMPLETED, code))
                .orElseGet(
                        () -> responses.taggedOk(status.getTag(), status.getCommand(), HumanReadableText.COMPLETED)));
    }

    private void release() {
        waiting.forEach(responder::respond);
        waiting.clear();
    }

    @Override
    public void flush() {
        responder.flush();
    }
}
