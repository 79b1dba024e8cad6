package io.tradepost.server.james.imap;

import java.io.IOException;
import org.apache.james.imap.api.ImapConstants;
import org.apache.james.imap.encode.ImapResponseComposer;
import org.apache.james.imap.encode.ImapResponseEncoder;

/** QUOTA with an empty list (RFC 9208 section 4.2.1). */
public final class EmptyQuotaEncoder implements ImapResponseEncoder<EmptyQuota> {
    @Override
    public Class<EmptyQuota> acceptableMessages() {
        return EmptyQuota.class;
    }

    @Override
    public void encode(EmptyQuota quota, ImapResponseComposer composer) throws IOException {
        composer.untagged();
        composer.message(ImapConstants.QUOTA_RESPONSE_NAME);
        composer.message(quota.root());
        composer.openParen();
        composer.closeParen();
        composer.end();
    }
}
