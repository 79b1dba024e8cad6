package io.tradepost.trade;

import java.util.List;
import java.util.Locale;

/**
 * A message's tie to a business object, as the matcher decided it.
 *
 * @param kind        {@code customer}, {@code order}, {@code quotation}, {@code invoice}
 * @param key         the customer's code or the document's own number
 * @param customer    code of the customer it belongs to (equal to {@code key} when the kind is customer)
 * @param status      linked by itself, or put before a person
 * @param probability 0 to 1, four decimals
 * @param evidence    why, strongest first; never empty
 */
public record Match(
        String kind, String key, String customer, Status status, double probability, List<Evidence> evidence) {

    /** The kind of a tie to a customer as such. */
    public static final String CUSTOMER = "customer";

    public Match {
        evidence = List.copyOf(evidence);
    }

    /** How sure the matcher is. */
    public enum Status {
        LINKED,
        SUGGESTED;

        /** The word used in JSON: {@code linked}, {@code suggested}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
