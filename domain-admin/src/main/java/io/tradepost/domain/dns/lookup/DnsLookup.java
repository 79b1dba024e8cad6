package io.tradepost.domain.dns.lookup;

import java.util.concurrent.CompletableFuture;
import org.xbill.DNS.Name;

/** Somebody who answers questions about names. */
public interface DnsLookup {
    /**
     * Asks for the records of one type at one name, following aliases.
     *
     * @param name absolute
     * @param type a number of {@link org.xbill.DNS.Type}
     * @return an answer, always: failures are answers too, and the future does not fail. Cancelling or completing it from
     *     outside is of no effect on others who asked the same
     */
    CompletableFuture<DnsAnswer> ask(Name name, int type);
}
