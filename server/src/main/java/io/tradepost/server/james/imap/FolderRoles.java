package io.tradepost.server.james.imap;

import io.tradepost.mailbox.folder.FirstFolders;
import java.util.Map;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imap.api.process.MailboxType;
import org.apache.james.imap.api.process.MailboxTyper;
import org.apache.james.mailbox.model.MailboxPath;

/**
 * What a folder is for, by its name (RFC 6154 section 2). Only of the person's own folders: whoever is let into another's Sent
 * keeps their own sent mail elsewhere.
 */
public final class FolderRoles implements MailboxTyper {
    private static final Map<String, MailboxType> ROLES = Map.of(
            FirstFolders.SENT,
            MailboxType.SENT,
            FirstFolders.DRAFTS,
            MailboxType.DRAFTS,
            FirstFolders.TRASH,
            MailboxType.TRASH,
            FirstFolders.JUNK,
            MailboxType.SPAM,
            FirstFolders.OLD_JUNK,
            MailboxType.SPAM,
            "Archive",
            MailboxType.ARCHIVE);

    @Override
    public MailboxType getMailboxType(ImapSession session, MailboxPath path) {
        return path.belongsTo(session.getMailboxSession())
                ? ROLES.getOrDefault(path.getName(), MailboxType.OTHER)
                : MailboxType.OTHER;
    }
}
