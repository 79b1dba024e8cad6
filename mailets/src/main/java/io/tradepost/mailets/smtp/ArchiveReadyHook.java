package io.tradepost.mailets.smtp;

import io.tradepost.archive.Archive;
import javax.inject.Inject;
import org.apache.james.core.MaybeSender;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.dsn.DSNStatus;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;
import org.apache.james.protocols.smtp.hook.MailHook;

/**
 * Turns new mail away for now (452) while the archive can't take it, so that it waits at its sender instead of piling up
 * here. Mail that was already accepted waits in the queue.
 */
public final class ArchiveReadyHook implements MailHook {
    private final Archive archive;

    @Inject
    public ArchiveReadyHook(Archive archive) {
        this.archive = archive;
    }

    @Override
    public HookResult doMail(SMTPSession session, MaybeSender sender) {
        if (archive.health().writable()) {
            return HookResult.DECLINED;
        }
        return HookResult.builder()
                .hookReturnCode(HookReturnCode.denySoft())
                .smtpReturnCode("452")
                .smtpDescription(DSNStatus.getStatus(DSNStatus.TRANSIENT, DSNStatus.SYSTEM_FULL)
                        + " The server can't archive mail at the moment; please try again later")
                .build();
    }
}
