package io.tradepost.mailets.smtp;

import io.tradepost.mailets.CompanyDirectory;
import javax.inject.Inject;
import org.apache.james.core.MaybeSender;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.dsn.DSNStatus;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;
import org.apache.james.protocols.smtp.hook.MailHook;

/** Refuses a sender of our own domains from a client that has not signed in (law L11). */
public final class OwnSenderHook implements MailHook {
    private final CompanyDirectory directory;

    @Inject
    public OwnSenderHook(CompanyDirectory directory) {
        this.directory = directory;
    }

    @Override
    public HookResult doMail(SMTPSession session, MaybeSender sender) {
        if (session.getUsername() != null || !directory.isOurs(sender.asString(""))) {
            return HookResult.DECLINED;
        }
        return HookResult.builder()
                .hookReturnCode(HookReturnCode.deny())
                .smtpReturnCode("550")
                .smtpDescription(DSNStatus.getStatus(DSNStatus.PERMANENT, DSNStatus.SECURITY_AUTH)
                        + " A sender of this company must sign in on the submission port")
                .build();
    }
}
