package io.tradepost.archive;

import java.util.List;

/**
 * A message's tie to a business object, with the reasons for it (law L8).
 *
 * @param kind        {@code customer}, {@code order}, {@code quotation}, {@code invoice} …
 * @param key         the object's own number or code
 * @param customer    code of the customer it belongs to (equal to {@code key} when the kind is customer)
 * @param status      how sure
 * @param probability 0 to 1
 * @param evidence    why; never empty
 */
public record Link(
        String kind, String key, String customer, LinkStatus status, double probability, List<Evidence> evidence) {
    public Link {
        evidence = List.copyOf(evidence);
    }

    /**
     * One reason.
     *
     * @param type  {@code address}, {@code domain}, {@code number}, {@code thread}, {@code manual} …
     * @param where the place: {@code from}, {@code to}, {@code subject}, {@code body}, {@code quoted}, {@code filename},
     *              {@code references} …
     * @param text  what stood there
     */
    public record Evidence(String type, String where, String text) {}
}
