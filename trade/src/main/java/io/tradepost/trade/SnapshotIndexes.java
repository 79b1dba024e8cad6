package io.tradepost.trade;

import io.tradepost.trade.text.Addresses;
import io.tradepost.trade.text.NumberBook;
import io.tradepost.trade.text.NumberScanner;
import io.tradepost.trade.text.Skeleton;
import java.util.HashSet;
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
 * @param shapes           shapes of all numbers
 * @param longestInRuns    of how many runs the longest number consists
 */
record SnapshotIndexes(
        HashIndex customerCodes,
        HashIndex owners,
        HashIndex addresses,
        HashIndex orderNumbers,
        HashIndex referenceNumbers,
        CompanyDomains domains,
        Set<Long> shapes,
        int longestInRuns) {

    /** A number must have this many characters in its skeleton; "1" and "A" are no numbers. */
    static final int SHORTEST = 4;

    private static final int MOST_RUNS = 6;

    static SnapshotIndexes of(Map<TradeView, RowTable> tables, Set<String> ownDomains) {
        RowTable orders = Objects.requireNonNull(tables.get(TradeView.ORDER));
        RowTable references = Objects.requireNonNull(tables.get(TradeView.REFERENCE));
        RowTable customers = Objects.requireNonNull(tables.get(TradeView.CUSTOMER));
        RowTable contacts = Objects.requireNonNull(tables.get(TradeView.CONTACT));
        RowTable owners = Objects.requireNonNull(tables.get(TradeView.OWNER));
        Set<Long> shapes = new HashSet<>();
        Numbers ownNumbers = new Numbers(shapes).read(orders, 0);
        Numbers otherNumbers = new Numbers(shapes).read(references, 1);
        return new SnapshotIndexes(
                plain(customers),
                plain(owners),
                addresses(contacts),
                ownNumbers.index.build(),
                otherNumbers.index.build(),
                CompanyDomains.of(customers, contacts, ownDomains),
                Set.copyOf(shapes),
                Math.max(ownNumbers.longest, otherNumbers.longest));
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

    /** Indexes the numbers of one view and notes their shapes. */
    private static final class Numbers {
        private final HashIndex.Builder index = new HashIndex.Builder();
        private final Set<Long> shapes;
        private int longest = 1;

        Numbers(Set<Long> shapes) {
            this.shapes = shapes;
        }

        Numbers read(RowTable table, int column) {
            for (int row = 0; row < table.size(); row++) {
                String number = table.get(row, column);
                String skeleton = Skeleton.of(number);
                if (skeleton.length() < SHORTEST || skeleton.length() > Skeleton.MAX_LENGTH) {
                    continue;
                }
                index.add(Skeleton.hash(skeleton), row);
                shapes.add(Skeleton.shape(skeleton));
                longest = Math.min(MOST_RUNS, Math.max(longest, NumberScanner.runsIn(number)));
            }
            return this;
        }
    }

    NumberBook numbers(TradeSnapshot snapshot) {
        RowTable orders = snapshot.table(TradeView.ORDER);
        RowTable references = snapshot.table(TradeView.REFERENCE);
        return new NumberBook() {
            @Override
            public boolean hasShape(long shape) {
                return shapes.contains(shape);
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
                return longestInRuns;
            }
        };
    }

    private static boolean same(CharSequence skeleton, String number) {
        return CharSequence.compare(skeleton, Skeleton.of(number)) == 0;
    }
}
