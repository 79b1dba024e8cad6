package io.tradepost.trade;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Builds snapshots row by row, as the reader would. */
final class SnapshotFixture {

    static final Set<String> OWN = Set.of("tradepost.test");

    private final Map<TradeView, RowTable.Builder> rows = new EnumMap<>(TradeView.class);

    SnapshotFixture() {
        for (TradeView view : TradeView.values()) {
            rows.put(view, new RowTable.Builder(view));
        }
    }

    SnapshotFixture customer(String code, String domain) {
        return row(TradeView.CUSTOMER, code, code + " Ltd", "", "SE", "", domain, "active");
    }

    SnapshotFixture contact(String customer, String email) {
        return row(TradeView.CONTACT, customer, email, "");
    }

    SnapshotFixture order(String number, String customer) {
        return document("order", number, customer);
    }

    SnapshotFixture document(String kind, String number, String customer) {
        return row(TradeView.ORDER, number, customer, kind, "2024-05-01", "open", "USD", "10.00", "");
    }

    SnapshotFixture po(String number, String order, String customer) {
        return reference("customer_po", number, order, customer);
    }

    SnapshotFixture reference(String kind, String number, String order, String customer) {
        return row(TradeView.REFERENCE, kind, number, order, customer);
    }

    SnapshotFixture row(TradeView view, String... values) {
        java.util.Objects.requireNonNull(rows.get(view)).add(values);
        return this;
    }

    TradeSnapshot build() {
        Map<TradeView, RowTable> tables = new EnumMap<>(TradeView.class);
        rows.forEach((view, builder) -> tables.put(view, builder.build()));
        return TradeSnapshot.of(tables, OWN, Instant.parse("2026-11-23T08:00:00Z"));
    }

    /** A message under construction. */
    record Mail(MailFacts facts) {

        static Mail from(String address) {
            return new Mail(new MailFacts(
                    address,
                    List.of(),
                    List.of("sales@tradepost.test"),
                    List.of(),
                    List.of("sales@tradepost.test"),
                    address,
                    false,
                    OWN,
                    "",
                    "",
                    List.of(),
                    List.of()));
        }

        static Mail ours(String... to) {
            Mail mail = from("zhangsan@tradepost.test");
            MailFacts f = mail.facts;
            return new Mail(new MailFacts(
                    f.from(),
                    f.replyTo(),
                    List.of(to),
                    f.cc(),
                    List.of(to),
                    f.envelopeFrom(),
                    true,
                    f.ownDomains(),
                    f.subject(),
                    f.text(),
                    f.fileNames(),
                    f.thread()));
        }

        Mail subject(String subject) {
            return copy(
                    facts.replyTo(),
                    facts.cc(),
                    facts.envelopeTo(),
                    subject,
                    facts.text(),
                    facts.fileNames(),
                    facts.thread());
        }

        Mail text(String text) {
            return copy(
                    facts.replyTo(),
                    facts.cc(),
                    facts.envelopeTo(),
                    facts.subject(),
                    text,
                    facts.fileNames(),
                    facts.thread());
        }

        Mail cc(String... cc) {
            return copy(
                    facts.replyTo(),
                    List.of(cc),
                    facts.envelopeTo(),
                    facts.subject(),
                    facts.text(),
                    facts.fileNames(),
                    facts.thread());
        }

        Mail replyTo(String... replyTo) {
            return copy(
                    List.of(replyTo),
                    facts.cc(),
                    facts.envelopeTo(),
                    facts.subject(),
                    facts.text(),
                    facts.fileNames(),
                    facts.thread());
        }

        Mail envelopeTo(String... to) {
            return copy(
                    facts.replyTo(),
                    facts.cc(),
                    List.of(to),
                    facts.subject(),
                    facts.text(),
                    facts.fileNames(),
                    facts.thread());
        }

        Mail files(String... names) {
            return copy(
                    facts.replyTo(),
                    facts.cc(),
                    facts.envelopeTo(),
                    facts.subject(),
                    facts.text(),
                    List.of(names),
                    facts.thread());
        }

        Mail answering(PriorLink... prior) {
            return copy(
                    facts.replyTo(),
                    facts.cc(),
                    facts.envelopeTo(),
                    facts.subject(),
                    facts.text(),
                    facts.fileNames(),
                    List.of(prior));
        }

        private Mail copy(
                List<String> replyTo,
                List<String> cc,
                List<String> envelopeTo,
                String subject,
                String text,
                List<String> files,
                List<PriorLink> thread) {
            return new Mail(new MailFacts(
                    facts.from(),
                    replyTo,
                    facts.to(),
                    cc,
                    envelopeTo,
                    facts.envelopeFrom(),
                    facts.fromUs(),
                    facts.ownDomains(),
                    subject,
                    text,
                    files,
                    thread));
        }
    }
}
