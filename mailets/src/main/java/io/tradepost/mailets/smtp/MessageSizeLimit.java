package io.tradepost.mailets.smtp;

import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.LineHandler;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.apache.james.protocols.smtp.SMTPRetCode;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.core.esmtp.MailSizeEsmtpExtension;
import org.apache.james.protocols.smtp.dsn.DSNStatus;
import org.jspecify.annotations.Nullable;

/** The SIZE extension (RFC 1870); of a mail that is too large it says so, and how large it may be, not "quota exceeded". */
public final class MessageSizeLimit extends MailSizeEsmtpExtension {
    @Override
    public @Nullable Response onLine(SMTPSession session, byte[] line, LineHandler<SMTPSession> next) {
        Response response = super.onLine(session, line, next);
        if (response == null || !SMTPRetCode.QUOTA_EXCEEDED.equals(response.getRetCode())) {
            return response;
        }
        return new SMTPResponse(
                SMTPRetCode.QUOTA_EXCEEDED,
                DSNStatus.getStatus(DSNStatus.PERMANENT, DSNStatus.SYSTEM_MSG_TOO_BIG)
                        + " The message is too large; at most "
                        + session.getConfiguration().getMaxMessageSize() + " bytes are taken");
    }
}
