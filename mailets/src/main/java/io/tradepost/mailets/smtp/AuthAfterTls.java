package io.tradepost.mailets.smtp;

import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.core.esmtp.AuthCmdHandler;
import org.apache.james.protocols.smtp.dsn.DSNStatus;

/**
 * AUTH, over TLS only. James does not announce it in clear text, but takes it from a client that tries all the same, and a
 * wrongly set-up client would send its password in clear for ever without anybody noticing.
 */
public final class AuthAfterTls extends AuthCmdHandler {
    @Override
    public Response onCommand(SMTPSession session, Request request) {
        if (session.isTLSStarted()) {
            return super.onCommand(session, request);
        }
        // RFC 4954 section 6
        return new SMTPResponse(
                "538", DSNStatus.getStatus(DSNStatus.PERMANENT, "7.11") + " Please start TLS before signing in");
    }
}
