package io.tradepost.server.james.imap.fetch;

import org.apache.james.imap.message.response.FetchResponse.Envelope.Address;
import org.jspecify.annotations.Nullable;

/**
 * An address of an envelope (RFC 3501 section 7.4.2). Null stands for NIL, as James has it.
 *
 * @param getPersonalName what stands before the address
 * @param getAtDomainList the old route to it
 * @param getMailboxName  without its quotes; the name of a group that begins; null where one ends
 * @param getHostName     null of a group
 */
record PlainAddress(
        @Nullable String getPersonalName,
        @Nullable String getAtDomainList,
        @Nullable String getMailboxName,
        @Nullable String getHostName)
        implements Address {
    static PlainAddress groupOf(String name) {
        return new PlainAddress(null, null, name, null);
    }

    static PlainAddress groupEnd() {
        return new PlainAddress(null, null, null, null);
    }
}
