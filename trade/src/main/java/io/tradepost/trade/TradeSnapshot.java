package io.tradepost.trade;

import io.tradepost.trade.text.Addresses;
import io.tradepost.trade.text.NumberBook;
import io.tradepost.trade.text.Skeleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The trade database as it was at one moment: immutable, in memory, asked by any number of threads.
 *
 * <p>Rows lie column by column in byte arrays; addresses, domains and numbers are found by a 64-bit hash and then
 * compared whole. Own numbers are global; whose a reference is has to be judged by whoever asks.
 */
public final class TradeSnapshot {

    private final SnapshotId id;
    private final boolean loaded;
    private final Map<TradeView, RowTable> tables;
    private final SnapshotIndexes indexes;

    TradeSnapshot(SnapshotId id, boolean loaded, Map<TradeView, RowTable> tables, SnapshotIndexes indexes) {
        this.id = id;
        this.loaded = loaded;
        this.tables = Map.copyOf(tables);
        this.indexes = indexes;
    }

    /** Names this snapshot in a stored decision. */
    public SnapshotId id() {
        return id;
    }

    /**
     * Whether the database has been read at all. Until it has, every message matches nothing, and what was tagged has to
     * be tagged again.
     */
    public boolean loaded() {
        return loaded;
    }

    public int customerCount() {
        return table(TradeView.CUSTOMER).size();
    }

    public int contactCount() {
        return table(TradeView.CONTACT).size();
    }

    /** Orders, quotations and invoices. */
    public int orderCount() {
        return table(TradeView.ORDER).size();
    }

    public int referenceCount() {
        return table(TradeView.REFERENCE).size();
    }

    public int ownerCount() {
        return table(TradeView.OWNER).size();
    }

    /** The customer of this code. */
    public Optional<Customer> customer(String code) {
        List<Customer> found = new ArrayList<>(1);
        indexes.customerCodes().any(Skeleton.hash(code), row -> {
            String[] r = table(TradeView.CUSTOMER).row(row);
            return r[0].equals(code) && found.add(new Customer(r[0], r[1], r[2], r[3], r[4], r[5], r[6]));
        });
        return found.stream().findFirst();
    }

    /** Addresses of the staff who answer for a customer, sorted. */
    public List<String> owners(String customerCode) {
        TreeSet<String> owners = new TreeSet<>();
        RowTable table = table(TradeView.OWNER);
        indexes.owners().any(Skeleton.hash(customerCode), row -> {
            if (table.get(row, 0).equals(customerCode)) {
                owners.add(Addresses.canonical(table.get(row, 1)));
            }
            return false;
        });
        owners.remove("");
        return List.copyOf(owners);
    }

    /** Codes of the customers that have a contact with this exact address, sorted. */
    public List<String> customersByAddress(String address) {
        String canonical = Addresses.canonical(address);
        if (canonical.isEmpty()) {
            return List.of();
        }
        RowTable table = table(TradeView.CONTACT);
        TreeSet<String> codes = new TreeSet<>();
        indexes.addresses().any(Skeleton.hash(canonical), row -> {
            if (Addresses.all(table.get(row, 1)).contains(canonical)) {
                codes.add(table.get(row, 0));
            }
            return false;
        });
        return List.copyOf(codes);
    }

    /**
     * Codes of the customers to whom a domain belongs, sorted. Free-mail providers and our own domains belong to
     * nobody.
     *
     * @param domain a domain or a host below one
     */
    public List<String> customersByDomain(String domain) {
        String registrable = Addresses.registrable(Addresses.canonicalDomain(domain));
        return registrable.isEmpty() ? List.of() : indexes.domains().customersOf(registrable);
    }

    /** The registrable domains of a customer, sorted. */
    public Set<String> domainsOf(String customerCode) {
        return indexes.domains().domainsOf(customerCode);
    }

    /** Our documents of this number, however it is written; sorted by kind, number and customer. */
    public List<TradeDocument> documents(String number) {
        String skeleton = Skeleton.of(number);
        RowTable table = table(TradeView.ORDER);
        List<TradeDocument> found = new ArrayList<>(1);
        indexes.orderNumbers().any(Skeleton.hash(skeleton), row -> {
            if (Skeleton.of(table.get(row, 0)).equals(skeleton)) {
                String[] r = table.row(row);
                found.add(new TradeDocument(r[2], r[0], r[1], r[3], r[4], r[5], r[6], r[7]));
            }
            return false;
        });
        found.sort(Comparator.comparing(TradeDocument::kind)
                .thenComparing(TradeDocument::number)
                .thenComparing(TradeDocument::customer));
        return found;
    }

    /** References of this number in any customer, however it is written; sorted. */
    public List<TradeReference> references(String number) {
        String skeleton = Skeleton.of(number);
        RowTable table = table(TradeView.REFERENCE);
        List<TradeReference> found = new ArrayList<>(1);
        indexes.referenceNumbers().any(Skeleton.hash(skeleton), row -> {
            if (Skeleton.of(table.get(row, 1)).equals(skeleton)) {
                String[] r = table.row(row);
                found.add(new TradeReference(r[0], r[1], r[2], r[3]));
            }
            return false;
        });
        found.sort(Comparator.comparing(TradeReference::customer)
                .thenComparing(TradeReference::kind)
                .thenComparing(TradeReference::orderNumber)
                .thenComparing(TradeReference::number));
        return found;
    }

    /** The numbers of this snapshot as the scanner asks for them. */
    NumberBook numbers() {
        return indexes.numbers(this);
    }

    RowTable table(TradeView view) {
        return Objects.requireNonNull(tables.get(view), view.sqlName());
    }

    /** An empty snapshot that says it was never loaded. */
    static TradeSnapshot notLoaded(Instant now) {
        Map<TradeView, RowTable> none = new EnumMap<>(TradeView.class);
        for (TradeView view : TradeView.values()) {
            none.put(view, RowTable.empty(view));
        }
        return new TradeSnapshot(
                new SnapshotId("0000000000000000", now), false, none, SnapshotIndexes.of(none, Set.of()));
    }

    /** A snapshot over these rows. Of tables that are this snapshot's own, the indexes are taken over. */
    TradeSnapshot next(Map<TradeView, RowTable> newTables, Collection<String> ownDomains, Instant now) {
        long digest = newTables.values().stream().mapToLong(RowTable::digest).sum();
        SnapshotId newId = new SnapshotId(String.format("%016x", digest), now);
        return new TradeSnapshot(newId, true, newTables, indexes.next(tables, newTables, Set.copyOf(ownDomains)));
    }

    /** Builds the indexes over these rows. */
    static TradeSnapshot of(Map<TradeView, RowTable> tables, Collection<String> ownDomains, Instant now) {
        return notLoaded(now).next(tables, ownDomains, now);
    }
}
