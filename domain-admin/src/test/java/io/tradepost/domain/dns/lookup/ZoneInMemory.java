package io.tradepost.domain.dns.lookup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Answers from records held in memory. Names are compared without case, as everywhere in the DNS. */
public final class ZoneInMemory implements DnsLookup {
    private static final String SERVER = "memory";

    private final Map<Name, List<Record>> records = new HashMap<>();
    private final Set<Name> silent = new HashSet<>();

    public void add(Record record) {
        records.computeIfAbsent(record.getName(), name -> new ArrayList<>()).add(record);
    }

    /** Makes the name exist, be it without records. */
    public void add(Name name) {
        records.computeIfAbsent(name, each -> new ArrayList<>());
    }

    /** Questions about this name for which there is no record time out. */
    public void silence(Name name) {
        silent.add(name);
    }

    @Override
    public CompletableFuture<DnsAnswer> ask(Name name, int type) {
        return CompletableFuture.completedFuture(answer(name, type));
    }

    private DnsAnswer answer(Name name, int type) {
        List<CNAMERecord> aliases = new ArrayList<>();
        Name at = name;
        while (true) {
            List<Record> here = records.get(at);
            List<Record> wanted = here == null
                    ? List.of()
                    : here.stream().filter(record -> record.getType() == type).toList();
            if (!wanted.isEmpty()) {
                return new DnsAnswer.Found(wanted, aliases, Duration.ofHours(1), SERVER);
            }
            if (silent.contains(at)) {
                return new DnsAnswer.Unknown("timeout", aliases, SERVER);
            }
            if (here == null) {
                return new DnsAnswer.Absent(hasBelow(at), aliases, Duration.ofHours(1), SERVER);
            }
            var alias = here.stream()
                    .filter(record -> record.getType() == Type.CNAME)
                    .map(CNAMERecord.class::cast)
                    .findFirst();
            if (alias.isEmpty()) {
                return new DnsAnswer.Absent(true, aliases, Duration.ofHours(1), SERVER);
            }
            if (aliases.contains(alias.get())) {
                return new DnsAnswer.Unknown("alias loop", aliases, SERVER);
            }
            aliases.add(alias.get());
            at = alias.get().getTarget();
        }
    }

    private boolean hasBelow(Name name) {
        return records.keySet().stream().anyMatch(other -> other.subdomain(name));
    }
}
