package io.tradepost.trade;

import io.tradepost.trade.text.Addresses;
import io.tradepost.trade.text.NumberBook;
import io.tradepost.trade.text.Skeleton;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How a snapshot finds its rows.
 *
 * @param customerCodes    code of a customer to its row
 * @param owners           code of a customer to rows of owners
 * @param addresses        canonical address to rows of contacts
 * @param orderNumbers     skeleton to rows of orders
 * @param referenceNumbers skeleton to rows of references
 * @param domains          registrable domain to customers
 */
record SnapshotIndexes(
        HashIndex customerCodes,
        HashIndex owners,
        HashIndex addresses,
        NumberIndex orderNumbers,
        NumberIndex referenceNumbers,
        CompanyDomains domains) {

    static SnapshotIndexes of(Map<TradeView, RowTable> tables, Set<String> ownDomains) {
        Rows rows = new Rows(tables);
        return new SnapshotIndexes(
                plain(rows.customers()),
                plain(rows.owners()),
                addresses(rows.contacts()),
                NumberIndex.of(rows.orders(), 0),
                NumberIndex.of(rows.references(), 1),
                CompanyDomains.of(rows.customers(), rows.contacts(), ownDomains));
    }

    /** Indexes over new tables. Where a table is the very one of before, so is its index. */
    SnapshotIndexes next(Map<TradeView, RowTable> before, Map<TradeView, RowTable> after, Set<String> ownDomains) {
        Set<TradeView> same = EnumSet.noneOf(TradeView.class);
        for (TradeView view : TradeView.values()) {
            if (Objects.equals(before.get(view), after.get(view))) {
                same.add(view);
            }
        }
        Rows rows = new Rows(after);
        boolean sameCompanies = same.contains(TradeView.CUSTOMER) && same.contains(TradeView.CONTACT);
        return new SnapshotIndexes(
                same.contains(TradeView.CUSTOMER) ? customerCodes : plain(rows.customers()),
                same.contains(TradeView.OWNER) ? owners : plain(rows.owners()),
                same.contains(TradeView.CONTACT) ? addresses : addresses(rows.contacts()),
                same.contains(TradeView.ORDER) ? orderNumbers : NumberIndex.of(rows.orders(), 0),
                same.contains(TradeView.REFERENCE) ? referenceNumbers : NumberIndex.of(rows.references(), 1),
                sameCompanies ? domains : CompanyDomains.of(rows.customers(), rows.contacts(), ownDomains));
    }

    private record Rows(RowTable customers, RowTable contacts, RowTable orders, RowTable references, RowTable owners) {
        Rows(Map<TradeView, RowTable> tables) {
            this(
                    Objects.requireNonNull(tables.get(TradeView.CUSTOMER)),
                    Objects.requireNonNull(tables.get(TradeView.CONTACT)),
                    Objects.requireNonNull(tables.get(TradeView.ORDER)),
                    Objects.requireNonNull(tables.get(TradeView.REFERENCE)),
                    Objects.requireNonNull(tables.get(TradeView.OWNER)));
        }
    }

    private static HashIndex plain(RowTable table) {
        HashIndex.Builder index = new HashIndex.Builder();
        for (int row = 0; row < table.size(); row++) {
            index.add(Skeleton.hash(table.get(row, 0)), row);
        }
        return index.build();
    }

    private static HashIndex addresses(RowTable contacts) {
        HashIndex.Builder index = new HashIndex.Builder();
        for (int row = 0; row < contacts.size(); row++) {
            for (String address : Addresses.all(contacts.get(row, 1))) {
                index.add(Skeleton.hash(address), row);
            }
        }
        return index.build();
    }

    NumberBook numbers(TradeSnapshot snapshot) {
        RowTable orders = snapshot.table(TradeView.ORDER);
        RowTable references = snapshot.table(TradeView.REFERENCE);
        return new NumberBook() {
            @Override
            public boolean hasShape(long shape) {
                return orderNumbers.hasShape(shape) || referenceNumbers.hasShape(shape);
            }

            @Override
            public boolean has(long hash, CharSequence skeleton) {
                return orderNumbers.any(hash, row -> same(skeleton, orders.get(row, 0)))
                        || referenceNumbers.any(hash, row -> same(skeleton, references.get(row, 1)));
            }

            @Override
            public boolean hasWritten(String skeleton, String written) {
                long hash = Skeleton.hash(skeleton);
                return orderNumbers.any(hash, row -> written.equalsIgnoreCase(orders.get(row, 0)))
                        || referenceNumbers.any(hash, row -> written.equalsIgnoreCase(references.get(row, 1)));
            }

            @Override
            public int longestInRuns() {
                return Math.max(orderNumbers.longestInRuns(), referenceNumbers.longestInRuns());
            }
        };
    }

    private static boolean same(CharSequence skeleton, String number) {
        return CharSequence.compare(skeleton, Skeleton.of(number)) == 0;
    }
}
