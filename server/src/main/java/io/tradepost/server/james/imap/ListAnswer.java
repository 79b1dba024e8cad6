package io.tradepost.server.james.imap;

import io.tradepost.mailbox.folder.FirstFolders;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.james.imap.api.message.response.ImapResponseMessage;
import org.apache.james.imap.api.message.response.StatusResponse;
import org.apache.james.imap.api.process.ImapProcessor.Responder;
import org.apache.james.imap.api.process.MailboxType;
import org.apache.james.imap.message.response.ListResponse;
import org.apache.james.imap.message.response.MailboxStatusResponse;
import org.apache.james.imap.message.response.MyRightsResponse;

/**
 * The answer to LIST with all its patterns: each folder once, its status and rights only if it is in the answer (RFC 5819
 * section 2), and one end.
 */
final class ListAnswer implements Responder {
    private final Responder client;
    private final boolean onlySpecial;
    private final boolean junkThere;
    private final Set<Object> said = new HashSet<>();
    private final Set<String> withheld = new HashSet<>();
    private Optional<StatusResponse> end = Optional.empty();

    /**
     * @param onlySpecial whether only folders are wanted that are for something
     * @param junkThere   whether the folder for junk has its present name, so that the old one means nothing
     */
    ListAnswer(Responder client, boolean onlySpecial, boolean junkThere) {
        this.client = client;
        this.onlySpecial = onlySpecial;
        this.junkThere = junkThere;
    }

    private record Status(String folder) {}

    private record Rights(String folder) {}

    @Override
    public void respond(ImapResponseMessage message) {
        switch (message) {
            case ListResponse folder -> folder(folder);
            case MailboxStatusResponse status -> about(status.getMailbox(), new Status(status.getMailbox()), message);
            case MyRightsResponse rights ->
                about(rights.getMailboxName(), new Rights(rights.getMailboxName()), message);
            case StatusResponse status -> said(status);
            default -> client.respond(message);
        }
    }

    private void folder(ListResponse given) {
        boolean oldJunk = junkThere && given.getName().equals(FirstFolders.OLD_JUNK);
        ListResponse folder = oldJunk ? plain(given) : given;
        if (onlySpecial && folder.getType().getRfc6154attributeName() == null) {
            withheld.add(folder.getName());
        } else if (said.add(folder.getName())) {
            client.respond(folder);
        }
    }

    private static ListResponse plain(ListResponse folder) {
        return new ListResponse(
                folder.getChildren(),
                folder.getSelectability(),
                folder.getName(),
                folder.getHierarchyDelimiter(),
                folder.isReturnSubscribed(),
                folder.isReturnNonExistent(),
                folder.getChildInfos(),
                MailboxType.OTHER);
    }

    private void about(String folder, Object fact, ImapResponseMessage message) {
        if (!withheld.contains(folder) && said.add(fact)) {
            client.respond(message);
        }
    }

    /** The first failure is the end of all; else the last pattern's. */
    private void said(StatusResponse status) {
        if (status.getTag() == null) {
            client.respond(status);
        } else if (end.isEmpty() || end.get().getServerResponseType() == StatusResponse.Type.OK) {
            end = Optional.of(status);
        }
    }

    void end() {
        end.ifPresent(client::respond);
    }

    @Override
    public void flush() {
        client.flush();
    }
}
