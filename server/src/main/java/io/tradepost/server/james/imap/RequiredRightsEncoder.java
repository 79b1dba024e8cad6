package io.tradepost.server.james.imap;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.apache.james.imap.encode.ImapResponseComposer;
import org.apache.james.imap.encode.ListRightsResponseEncoder;
import org.apache.james.imap.message.response.ListRightsResponse;
import org.apache.james.mailbox.model.MailboxACL.Rfc4314Rights;

/**
 * LISTRIGHTS with the rights that somebody has anyway first (RFC 4314 section 3.7). James names them last where there are
 * none, so that the first of those that may be granted looked like one of them.
 */
public final class RequiredRightsEncoder extends ListRightsResponseEncoder {
    @Override
    public void encode(ListRightsResponse response, ImapResponseComposer composer) throws IOException {
        List<Rfc4314Rights> rights = response.getRights().stream()
                .sorted(Comparator.comparing((Rfc4314Rights one) -> !one.isEmpty()))
                .toList();
        super.encode(new ListRightsResponse(response.getMailboxName(), response.getIdentifier(), rights), composer);
    }
}
