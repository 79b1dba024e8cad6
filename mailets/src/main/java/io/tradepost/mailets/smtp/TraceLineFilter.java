package io.tradepost.mailets.smtp;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javax.inject.Inject;
import org.apache.james.core.MailAddress;
import org.apache.james.protocols.api.ProtocolSession;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.LineHandler;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.core.DataLineFilter;
import org.jspecify.annotations.Nullable;

/**
 * Puts our Received field above the message, before its first byte (RFC 5321 section 4.4), and remembers it, so that
 * capture can tell it from what the sender sent.
 */
public final class TraceLineFilter implements DataLineFilter {
    static final ProtocolSession.AttachmentKey<String> TRACE =
            ProtocolSession.AttachmentKey.of("tradepost.trace", String.class);

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT);

    private final Clock clock;

    @Inject
    public TraceLineFilter(Clock clock) {
        this.clock = clock;
    }

    @Override
    public @Nullable Response onLine(SMTPSession session, byte[] line, LineHandler<SMTPSession> next) {
        boolean endOfData = line.length == 3 && line[0] == '.';
        if (!endOfData
                && session.getAttachment(TRACE, ProtocolSession.State.Transaction)
                        .isEmpty()) {
            String trace = trace(session);
            session.setAttachment(TRACE, trace, ProtocolSession.State.Transaction);
            for (String part : trace.split("(?<=\n)", -1)) {
                if (!part.isEmpty()) {
                    Response response = next.onLine(session, part.getBytes(StandardCharsets.UTF_8));
                    if (response != null) {
                        return response;
                    }
                }
            }
        }
        return next.onLine(session, line);
    }

    private String trace(SMTPSession session) {
        String helo = session.getAttachment(SMTPSession.CURRENT_HELO_NAME, ProtocolSession.State.Connection)
                .orElse("unknown");
        List<MailAddress> recipients = session.getAttachment(SMTPSession.RCPT_LIST, ProtocolSession.State.Transaction)
                .orElse(List.of());
        // A single recipient may be named; several must not be, since some of them may be blind copies.
        String recipient =
                recipients.size() == 1 ? "\r\n\tfor <" + recipients.getFirst().asString() + ">" : "";
        return "Received: from " + printable(helo) + " (["
                + session.getRemoteAddress().getAddress().getHostAddress() + "])\r\n\tby "
                + session.getConfiguration().getHelloName() + " (Tradepost) with " + protocol(session) + " id "
                + session.getSessionID() + recipient + ";\r\n\t"
                + DATE.format(ZonedDateTime.now(clock)) + "\r\n";
    }

    /** RFC 3848: ESMTP, with S for TLS and A for a signed-in client. */
    private static String protocol(SMTPSession session) {
        boolean extended = session.getAttachment(SMTPSession.CURRENT_HELO_MODE, ProtocolSession.State.Connection)
                .filter("EHLO"::equals)
                .isPresent();
        if (!extended) {
            return "SMTP";
        }
        return "ESMTP" + (session.isTLSStarted() ? "S" : "") + (session.getUsername() != null ? "A" : "");
    }

    private static String printable(String helo) {
        String clean = helo.replaceAll("[^\\x21-\\x7e]", "?").replace("(", "?").replace(")", "?");
        return clean.isEmpty() ? "unknown" : clean.substring(0, Math.min(clean.length(), 255));
    }
}
