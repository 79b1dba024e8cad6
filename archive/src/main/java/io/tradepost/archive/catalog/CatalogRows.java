package io.tradepost.archive.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradepost.archive.ArchivedMessage;
import io.tradepost.archive.AuditEvent;
import io.tradepost.archive.Link;
import io.tradepost.archive.LinkEvent;
import io.tradepost.archive.derive.Derivations;
import io.tradepost.archive.derive.DerivedMessage;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.json.ArchiveJson;
import io.tradepost.archive.mime.MailAddress;
import io.tradepost.archive.payload.LawEntry;
import io.tradepost.archive.payload.Payloads;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.hibernate.StatelessSession;

/** Makes rows of records. */
final class CatalogRows {
    private static final int MOST_ADDRESSES = 2000;

    private final Derivations derivations;
    private final ObjectMapper mapper = new ObjectMapper();
    private final ArchiveJson json = new ArchiveJson(mapper);

    CatalogRows(Derivations derivations) {
        this.derivations = derivations;
    }

    /** Writes the rows of a record, and takes those away that it ends. */
    void insert(StatelessSession session, StoredRecord record) {
        write(session, record);
        if (record.kind().equals(Optional.of(RecordKind.DISPOSITION))) {
            LawRows.end(session, RecordKind.DISPOSITION, record.sequence(), LawEntry.of(record));
        }
    }

    private void write(StatelessSession session, StoredRecord record) {
        of(record, new RowSink() {
            @Override
            public void insert(Object row) {
                session.insert(row);
            }

            @Override
            public void newestLink(String message, long link) {
                session.createMutationQuery("update MessageRow m set m.linkRecord = :record where m.id = :id")
                        .setParameter("record", link)
                        .setParameter("id", message)
                        .executeUpdate();
            }
        });
    }

    /** Hands over the rows of a record. */
    void of(StoredRecord record, RowSink sink) {
        Optional<RecordKind> kind = record.kind();
        if (kind.isEmpty()) {
            return;
        }
        switch (kind.get()) {
            case DELIVERY -> message(sink, derivations.of(record));
            case LINK -> link(sink, record.sequence(), Payloads.link(record));
            case AUDIT -> audit(sink, record.sequence(), Payloads.audit(record));
            case HOLD, DISPOSITION, RETENTION_SCHEDULE, APPROVAL, MONITORING_NOTICE ->
                sink.insert(LawRows.audit(kind.get(), record.sequence(), LawEntry.of(record)));
            default -> {
                // The catalog has no rows of these kinds.
            }
        }
    }

    ArchivedMessage shown(MessageRow row) {
        try {
            return json.message(mapper.readTree(row.facts));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw io.tradepost.archive.ArchiveException.permanent("catalog row " + row.record + " is damaged", e);
        }
    }

    private void message(RowSink sink, DerivedMessage message) {
        ArchivedMessage shown = message.shown();
        long record = message.stored().sequence();
        sink.insert(new MessageRow(
                record,
                shown.id().value(),
                shown.receivedAt().toEpochMilli(),
                shown.direction().word(),
                shown.subject(),
                shown.size(),
                shown.sha256(),
                -1,
                json.message(shown).toString()));
        int place = 0;
        place = addresses(
                sink, record, place, "envelope-from", List.of(shown.envelope().from()));
        place = addresses(sink, record, place, "envelope-to", shown.envelope().to());
        place = addresses(sink, record, place, "account", shown.account());
        place = mailboxes(sink, record, place, "from", message.parsed().from());
        place = mailboxes(sink, record, place, "to", message.parsed().to());
        mailboxes(sink, record, place, "cc", message.parsed().cc());
    }

    private static int mailboxes(RowSink sink, long record, int place, String role, List<MailAddress> mailboxes) {
        return addresses(
                sink,
                record,
                place,
                role,
                mailboxes.stream().map(MailAddress::address).toList());
    }

    private static int addresses(RowSink sink, long record, int from, String role, List<String> addresses) {
        int place = from;
        for (String address : addresses) {
            if (!address.isEmpty() && place < MOST_ADDRESSES) {
                sink.insert(new AddressRow(record, place++, role, address.toLowerCase(Locale.ROOT)));
            }
        }
        return place;
    }

    private void link(RowSink sink, long record, LinkEvent event) {
        String message = event.message().value();
        sink.insert(new LinkEventRow(record, message, event.at().toEpochMilli(), event.by(), event.basis()));
        int place = 0;
        for (Link link : event.links()) {
            sink.insert(new LinkRow(
                    record,
                    place++,
                    message,
                    link.kind(),
                    link.key(),
                    link.customer(),
                    link.status().word(),
                    link.probability(),
                    json.links(List.of(link)).get(0).get("evidence").toString()));
        }
        sink.newestLink(message, record);
    }

    private void audit(RowSink sink, long record, AuditEvent event) {
        sink.insert(new AuditRow(
                record,
                event.at().toEpochMilli(),
                event.who(),
                event.role(),
                event.origin(),
                event.action(),
                event.target(),
                event.outcome(),
                mapper.valueToTree(new TreeMap<>(event.details())).toString()));
    }
}
