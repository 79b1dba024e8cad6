package io.tradepost.domain.dns.lookup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * A reply, understood.
 *
 * @param openAlias the reply ended in an alias and said nothing of its target
 */
record Reading(DnsAnswer answer, boolean openAlias) {
    static Reading of(Name name, int type, Reply reply, List<CNAMERecord> soFar) {
        Message message = reply.message();
        if (message == null) {
            return new Reading(new DnsAnswer.Unknown(reply.failure(), soFar, reply.server()), false);
        }
        List<CNAMERecord> aliases = new ArrayList<>(soFar);
        int known = aliases.size();
        Name end = name;
        Optional<CNAMERecord> alias = aliasOf(message, end, type);
        while (alias.isPresent()) {
            end = alias.get().getTarget();
            if (end.equals(name) || leadsTo(aliases, end)) {
                return new Reading(new DnsAnswer.Unknown("alias loop", aliases, reply.server()), false);
            }
            aliases.add(alias.get());
            alias = aliasOf(message, end, type);
        }
        Name owner = end;
        List<Record> records = message.getSection(Section.ANSWER).stream()
                .filter(record -> record.getType() == type && record.getName().equals(owner))
                .toList();
        if (!records.isEmpty()) {
            return new Reading(
                    new DnsAnswer.Found(records, aliases, leastTtl(records, aliases), reply.server()), false);
        }
        return empty(message, aliases, aliases.size() > known, reply.server());
    }

    private static Reading empty(Message message, List<CNAMERecord> aliases, boolean moved, String server) {
        Optional<SOARecord> soa = message.getSection(Section.AUTHORITY).stream()
                .filter(SOARecord.class::isInstance)
                .map(SOARecord.class::cast)
                .findFirst();
        Duration ttl = soa.map(record -> Duration.ofSeconds(Math.min(record.getTTL(), record.getMinimum())))
                .orElse(Duration.ZERO);
        if (message.getHeader().getRcode() == Rcode.NXDOMAIN) {
            return new Reading(new DnsAnswer.Absent(false, aliases, ttl, server), false);
        }
        if (moved && soa.isEmpty()) {
            return new Reading(new DnsAnswer.Unknown("alias without an end", aliases, server), true);
        }
        boolean referral = soa.isEmpty()
                && !message.getHeader().getFlag(Flags.AA)
                && !message.getHeader().getFlag(Flags.RA)
                && message.getSection(Section.AUTHORITY).stream().anyMatch(record -> record.getType() == Type.NS);
        if (referral) {
            // It points elsewhere and does not go there itself: neither a resolver nor the zone's own server.
            return new Reading(new DnsAnswer.Unknown("referral", aliases, server), false);
        }
        return new Reading(new DnsAnswer.Absent(true, aliases, ttl, server), false);
    }

    private static Optional<CNAMERecord> aliasOf(Message message, Name name, int type) {
        if (type == Type.CNAME) {
            return Optional.empty();
        }
        return message.getSection(Section.ANSWER).stream()
                .filter(record ->
                        record instanceof CNAMERecord && record.getName().equals(name))
                .map(CNAMERecord.class::cast)
                .findFirst();
    }

    private static boolean leadsTo(List<CNAMERecord> aliases, Name name) {
        return aliases.stream().anyMatch(alias -> alias.getName().equals(name));
    }

    private static Duration leastTtl(List<Record> records, List<CNAMERecord> aliases) {
        long least = Long.MAX_VALUE;
        for (Record record : records) {
            least = Math.min(least, record.getTTL());
        }
        for (CNAMERecord alias : aliases) {
            least = Math.min(least, alias.getTTL());
        }
        return Duration.ofSeconds(least);
    }
}
