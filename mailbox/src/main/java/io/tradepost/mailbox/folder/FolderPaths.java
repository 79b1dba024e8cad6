package io.tradepost.mailbox.folder;

import org.apache.james.core.Username;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.store.quota.DefaultUserQuotaRootResolver;

/** How paths stand in rows. James has none for the user of a mailbox that is nobody's; a row has an empty one. */
final class FolderPaths {
    private FolderPaths() {}

    static String user(MailboxPath path) {
        return path.getUser() == null ? "" : path.getUser().asString();
    }

    @SuppressWarnings("NullAway") // James wants it so.
    static MailboxPath path(String namespace, String user, String name) {
        return new MailboxPath(namespace, user.isEmpty() ? null : Username.of(user), name);
    }

    /** What {@link DefaultUserQuotaRootResolver#getQuotaRoot(MailboxPath)} calls the quota root of this path. */
    static String quotaRoot(MailboxPath path) {
        String user = user(path);
        return user.isEmpty()
                ? path.getNamespace()
                : path.getNamespace() + DefaultUserQuotaRootResolver.SEPARATOR + user;
    }
}
