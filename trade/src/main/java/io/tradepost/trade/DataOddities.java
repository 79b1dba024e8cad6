package io.tradepost.trade;

import io.tradepost.trade.TradeCheck.Finding;
import io.tradepost.trade.text.Addresses;
import io.tradepost.trade.text.FreeMail;
import io.tradepost.trade.text.NumberScanner;
import io.tradepost.trade.text.Skeleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What in the rows will make matching weaker than it could be. */
final class DataOddities {

    private static final int EXAMPLES = 5;
    private static final List<String> CODES = List.of(
            "own-domain",
            "free-mail-domain",
            "shared-address",
            "shared-domain",
            "bad-address",
            "unknown-customer",
            "same-number",
            "weak-number",
            "unusable-number",
            "future",
            "no-way");

    private final Map<TradeView, RowTable> tables;
    private final Set<String> own = new HashSet<>();
    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private final Set<String> customers = new HashSet<>();
    private final Set<String> reachable = new HashSet<>();
    private final Map<String, Set<String>> customersOfDomain = new TreeMap<>();

    private static final class Tally {
        private long count;
        private final List<String> examples = new ArrayList<>();
    }

    DataOddities(Map<TradeView, RowTable> tables, Set<String> ownDomains, long inFuture) {
        this.tables = tables;
        ownDomains.forEach(domain -> own.add(Addresses.registrable(Addresses.canonicalDomain(domain))));
        CODES.forEach(code -> tallies.put(code, new Tally()));
        customers();
        contacts();
        domains();
        documents();
        references();
        if (inFuture > 0) {
            found("future", inFuture + " rows");
        }
        customers.stream().filter(code -> !reachable.contains(code)).sorted().forEach(code -> found("no-way", code));
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        tallies.forEach((code, tally) -> {
            if (tally.count > 0) {
                findings.add(new Finding(code, tally.count, tally.examples));
            }
        });
        return findings;
    }

    private void customers() {
        RowTable table = table(TradeView.CUSTOMER);
        for (int row = 0; row < table.size(); row++) {
            String code = table.get(row, 0);
            customers.add(code);
            for (String domain : CompanyDomains.declared(table.get(row, 5), table.get(row, 4))) {
                if (own.contains(domain)) {
                    found("own-domain", code + " " + domain);
                } else if (FreeMail.isFreeMail(domain)) {
                    found("free-mail-domain", code + " " + domain);
                } else {
                    reachable.add(code);
                    customersOfDomain
                            .computeIfAbsent(domain, key -> new TreeSet<>())
                            .add(code);
                }
            }
        }
    }

    private void contacts() {
        RowTable table = table(TradeView.CONTACT);
        Map<String, Set<String>> customersOfAddress = new TreeMap<>();
        for (int row = 0; row < table.size(); row++) {
            String code = table.get(row, 0);
            String email = table.get(row, 1);
            known(code, "tp_contact " + email);
            List<String> addresses = Addresses.all(email);
            if (addresses.isEmpty()) {
                found("bad-address", code + " " + (email.isEmpty() ? "(empty)" : email));
            }
            for (String address : addresses) {
                if (own.contains(Addresses.registrable(Addresses.domainOf(address)))) {
                    found("own-domain", code + " " + address);
                    continue;
                }
                reachable.add(code);
                customersOfAddress
                        .computeIfAbsent(address, key -> new TreeSet<>())
                        .add(code);
            }
        }
        customersOfAddress.forEach((address, codes) -> {
            if (codes.size() > 1) {
                found("shared-address", address + " " + codes);
            }
        });
    }

    private void domains() {
        customersOfDomain.forEach((domain, codes) -> {
            if (codes.size() > 1) {
                found("shared-domain", domain + " " + codes);
            }
        });
    }

    private void documents() {
        RowTable table = table(TradeView.ORDER);
        Map<String, String> customerOfNumber = new HashMap<>();
        for (int row = 0; row < table.size(); row++) {
            String number = table.get(row, 0);
            String code = table.get(row, 1);
            known(code, "tp_order " + number);
            usable(number);
            String skeleton = Skeleton.of(number);
            String other = customerOfNumber.putIfAbsent(skeleton, code);
            if (other != null && !other.equals(code)) {
                found("same-number", number + " [" + other + ", " + code + "]");
            }
            if (!NumberScanner.isStrong(skeleton)) {
                found("weak-number", number);
            }
        }
    }

    private void references() {
        RowTable table = table(TradeView.REFERENCE);
        for (int row = 0; row < table.size(); row++) {
            usable(table.get(row, 1));
            known(table.get(row, 3), "tp_reference " + table.get(row, 1));
        }
    }

    private void usable(String number) {
        String skeleton = Skeleton.of(number);
        int length = skeleton.length();
        if (!NumberScanner.isRun(skeleton) || length < NumberIndex.SHORTEST || length > Skeleton.MAX_LENGTH) {
            found("unusable-number", number.isEmpty() ? "(empty)" : number);
        }
    }

    private void known(String code, String row) {
        if (!customers.contains(code)) {
            found("unknown-customer", row + " " + code);
        }
    }

    private void found(String code, String example) {
        Tally tally = Objects.requireNonNull(tallies.get(code), code);
        tally.count++;
        if (tally.examples.size() < EXAMPLES) {
            tally.examples.add(example);
        }
    }

    private RowTable table(TradeView view) {
        return Objects.requireNonNull(tables.get(view), view.sqlName());
    }
}
