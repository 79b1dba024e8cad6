package io.tradepost.mailets.smtp;

import java.util.List;
import org.apache.james.protocols.api.handler.CommandDispatcher;
import org.apache.james.protocols.api.handler.CommandHandlerResultLogger;
import org.apache.james.protocols.lib.handler.HandlersPackage;
import org.apache.james.protocols.smtp.core.ExpnCmdHandler;
import org.apache.james.protocols.smtp.core.HeloCmdHandler;
import org.apache.james.protocols.smtp.core.HelpCmdHandler;
import org.apache.james.protocols.smtp.core.NoopCmdHandler;
import org.apache.james.protocols.smtp.core.PostmasterAbuseRcptHook;
import org.apache.james.protocols.smtp.core.QuitCmdHandler;
import org.apache.james.protocols.smtp.core.RsetCmdHandler;
import org.apache.james.protocols.smtp.core.UnknownCmdHandler;
import org.apache.james.protocols.smtp.core.VrfyCmdHandler;
import org.apache.james.protocols.smtp.core.esmtp.EhloCmdHandler;
import org.apache.james.protocols.smtp.core.esmtp.StartTlsCmdHandler;
import org.apache.james.protocols.smtp.core.log.HookResultLogger;
import org.apache.james.smtpserver.AuthRequiredToRelayRcptHook;
import org.apache.james.smtpserver.DataLineJamesMessageHookHandler;
import org.apache.james.smtpserver.JamesDataCmdHandler;
import org.apache.james.smtpserver.JamesMailCmdHandler;
import org.apache.james.smtpserver.JamesRcptCmdHandler;
import org.apache.james.smtpserver.JamesWelcomeMessageHandler;
import org.apache.james.smtpserver.SendMailHandler;
import org.apache.james.smtpserver.SenderAuthIdentifyVerificationHook;

/**
 * The handlers of an SMTP door, in their order. James's own list with these differences: the archive is asked before mail
 * is let in, our own trace line replaces James's (which waits for a reverse look-up of the client's address and does not
 * say that TLS was used), and the session's facts are noted before the mail is queued. Nobody can sign in here: that is for
 * {@link SubmissionHandlers}, where a sender is held to their own address.
 */
public final class SmtpHandlers implements HandlersPackage {
    @Override
    public List<String> getHandlers() {
        return List.<Class<?>>of(
                        JamesWelcomeMessageHandler.class,
                        CommandDispatcher.class,
                        JamesDataCmdHandler.class,
                        EhloCmdHandler.class,
                        ExpnCmdHandler.class,
                        HeloCmdHandler.class,
                        HelpCmdHandler.class,
                        JamesMailCmdHandler.class,
                        NoopCmdHandler.class,
                        QuitCmdHandler.class,
                        JamesRcptCmdHandler.class,
                        RsetCmdHandler.class,
                        VrfyCmdHandler.class,
                        MessageSizeLimit.class,
                        ArchiveReadyHook.class,
                        OwnSenderHook.class,
                        AuthRequiredToRelayRcptHook.class,
                        SenderAuthIdentifyVerificationHook.class,
                        PostmasterAbuseRcptHook.class,
                        KnownRecipients.class,
                        TraceLineFilter.class,
                        DataLineJamesMessageHookHandler.class,
                        StartTlsCmdHandler.class,
                        SessionFactsHook.class,
                        SendMailHandler.class,
                        UnknownCmdHandler.class,
                        CommandHandlerResultLogger.class,
                        HookResultLogger.class)
                .stream()
                .map(Class::getName)
                .toList();
    }
}
