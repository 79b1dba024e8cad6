package io.tradepost.archive.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradepost.archive.ArchivedMessage;
import io.tradepost.archive.AuditEvent;
import io.tradepost.archive.Link;
import io.tradepost.archive.LinkEvent;
import io.tradepost.archive.derive.Derivations;
import io.tradepost.archive.derive.DerivedMessage;
import io.tradepost.archive.journal.Digests;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.journal.StoredRecord;
import io.tradepost.archive.json.ArchiveJson;
import io.tradepost.archive.mime.MailAddress;
import io.tradepost.archive.payload.LawEntry;
import io.tradepost.archive.payload.Payloads;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
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

    void insert(StatelessSession session, StoredRecord record) {
        Optional<RecordKind> kind = record.kind();
        if (kind.isEmpty()) {
            return;
        }
        switch (kind.get()) {
            case DELIVERY -> message(session, derivations.of(record));
            case LINK -> link(session, record.sequence(), Payloads.link(record));
            case AUDIT -> audit(session, record.sequence(), Payloads.audit(record));
            case HOLD, DISPOSITION, RETENTION_SCHEDULE, APPROVAL, MONITORING_NOTICE ->
                LawRows.insert(session, kind.get(), record.sequence(), LawEntry.of(record));
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

    /** The form under which a Message-ID header is looked up. */
    static String headerKey(String messageId) {
        return messageId.isEmpty()
                ? ""
                : HexFormat.of().formatHex(Digests.sha256().digest(messageId.getBytes(StandardCharsets.UTF_8)));
    }

    private void message(StatelessSession session, DerivedMessage message) {
        ArchivedMessage shown = message.shown();
        long record = message.stored().sequence();
        session.insert(new MessageRow(
                record,
                shown.id().value(),
                shown.receivedAt().toEpochMilli(),
                shown.direction().word(),
                shown.subject(),
                headerKey(message.parsed().messageId()),
                shown.size(),
                shown.sha256(),
                -1,
                json.message(shown).toString()));
        int place = 0;
        place = addresses(
                session,
                record,
                place,
                "envelope-from",
                List.of(shown.envelope().from()));
        place = addresses(
                session, record, place, "envelope-to", shown.envelope().to());
        place = addresses(session, record, place, "account", shown.account());
        place = mailboxes(session, record, place, "from", message.parsed().from());
        place = mailboxes(session, record, place, "to", message.parsed().to());
        mailboxes(session, record, place, "cc", message.parsed().cc());
    }

    private static int mailboxes(
            StatelessSession session, long record, int place, String role, List<MailAddress> mailboxes) {
        return addresses(
                session,
                record,
                place,
                role,
                mailboxes.stream().map(MailAddress::address).toList());
    }

    private static int addresses(StatelessSession session, long record, int from, String role, List<String> addresses) {
        int place = from;
        for (String address : addresses) {
            if (!address.isEmpty() && place < MOST_ADDRESSES) {
                session.insert(new AddressRow(record, place++, role, address.toLowerCase(Locale.ROOT)));
            }
        }
        return place;
    }

    private void link(StatelessSession session, long record, LinkEvent event) {
        String message = event.message().value();
        session.insert(new LinkEventRow(record, message, event.at().toEpochMilli(), event.by(), event.basis()));
        int place = 0;
        for (Link link : event.links()) {
            session.insert(new LinkRow(
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
        session.createMutationQuery("update MessageRow m set m.linkRecord = :record where m.id = :id")
                .setParameter("record", record)
                .setParameter("id", message)
                .executeUpdate();
    }

    private void audit(StatelessSession session, long record, AuditEvent event) {
        session.insert(new AuditRow(
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
