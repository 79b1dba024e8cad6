package io.tradepost.server.james.search;

import java.io.IOException;
import org.apache.james.imap.encode.ImapResponseComposer;
import org.apache.james.imap.encode.ImapResponseEncoder;

/** Sends what SORT or THREAD found. */
public final class OrderedResponseEncoder implements ImapResponseEncoder<OrderedResponse> {
    @Override
    public Class<OrderedResponse> acceptableMessages() {
        return OrderedResponse.class;
    }

    @Override
    public void encode(OrderedResponse response, ImapResponseComposer composer) throws IOException {
        composer.untagged().message(response.name());
        if (response.found().isPresent()) {
            composer.message(response.found().get());
        }
        composer.end();
    }
}
