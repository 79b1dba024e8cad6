package io.tradepost.mailets.smtp;

import io.tradepost.mailets.MailFactsAttributes;
import java.time.Clock;
import javax.inject.Inject;
import org.apache.james.protocols.api.ProtocolSession;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.server.core.MailImpl;
import org.apache.james.smtpserver.JamesMessageHook;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;

/**
 * Notes on the mail what is known of the session, right before it is queued, so that the facts outlive the connection and
 * a crash (law L5). It asks no name server: a client's own reverse zone must not be able to slow us.
 */
public final class SessionFactsHook implements JamesMessageHook {
    private final Clock clock;

    @Inject
    public SessionFactsHook(Clock clock) {
        this.clock = clock;
    }

    @Override
    public HookResult onMessage(SMTPSession session, Mail mail) {
        String address = session.getRemoteAddress().getAddress().getHostAddress();
        if (mail instanceof MailImpl implementation) {
            implementation.setRemoteAddr(address);
            implementation.setRemoteHost(address);
        }
        MailFactsAttributes.note(mail, Mail.SMTP_SESSION_ID, session.getSessionID());
        MailFactsAttributes.note(mail, MailFactsAttributes.RECEIVED_AT, Long.toString(clock.millis()));
        session.getAttachment(SMTPSession.CURRENT_HELO_NAME, ProtocolSession.State.Connection)
                .ifPresent(helo -> MailFactsAttributes.note(mail, Mail.SMTP_HELO, helo));
        session.getAttachment(TraceLineFilter.TRACE, ProtocolSession.State.Transaction)
                .ifPresent(trace -> MailFactsAttributes.note(mail, MailFactsAttributes.TRACE, trace));
        session.getSSLSession()
                .ifPresent(tls -> MailFactsAttributes.note(
                        mail, MailFactsAttributes.TLS, tls.getProtocol() + " " + tls.getCipherSuite()));
        if (session.getUsername() != null) {
            mail.setAttribute(new Attribute(
                    Mail.SMTP_AUTH_USER, AttributeValue.of(session.getUsername().asString())));
        }
        return HookResult.DECLINED;
    }
}
