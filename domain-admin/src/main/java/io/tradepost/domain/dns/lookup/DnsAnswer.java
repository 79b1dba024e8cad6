package io.tradepost.domain.dns.lookup;

import java.time.Duration;
import java.util.List;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Record;

/** What came back for one question. */
public sealed interface DnsAnswer {
    /** Who said it: the server's address and port, or the name of a zone in memory. */
    String server();

    /** The aliases followed, in order; empty for most names. */
    List<CNAMERecord> aliases();

    /**
     * At least one record.
     *
     * @param records of the type asked for, at the end of the aliases
     * @param ttl the least time to live among records and aliases
     */
    record Found(List<Record> records, List<CNAMERecord> aliases, Duration ttl, String server) implements DnsAnswer {
        public Found {
            records = List.copyOf(records);
            aliases = List.copyOf(aliases);
        }
    }

    /**
     * A server with the right to say so said that there is none.
     *
     * @param nameExists false for NXDOMAIN: neither the name nor anything below it exists (RFC 8020)
     * @param ttl how long that may be remembered (RFC 2308 section 5); zero if the server gave no SOA
     */
    record Absent(boolean nameExists, List<CNAMERecord> aliases, Duration ttl, String server) implements DnsAnswer {
        public Absent {
            aliases = List.copyOf(aliases);
        }
    }

    /**
     * Nobody knows: no answer in time, an error, a loop. Never to be taken for an absence.
     *
     * @param reason in the protocol's own words, such as {@code SERVFAIL} or {@code timeout}
     */
    record Unknown(String reason, List<CNAMERecord> aliases, String server) implements DnsAnswer {
        public Unknown {
            aliases = List.copyOf(aliases);
        }
    }

    /** The records of a class among those found; none for the other answers. */
    default <R extends Record> List<R> all(Class<R> type) {
        return this instanceof Found found
                ? found.records().stream()
                        .filter(type::isInstance)
                        .map(type::cast)
                        .toList()
                : List.of();
    }
}
