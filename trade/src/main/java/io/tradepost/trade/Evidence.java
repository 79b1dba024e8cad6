package io.tradepost.trade;

/**
 * One reason for a {@link Match}.
 *
 * @param type  {@value #ADDRESS}, {@value #DOMAIN}, {@value #NUMBER}, {@value #REFERENCE}, {@value #THREAD}, or one
 *              that speaks against: {@value #OTHER_CUSTOMER}, {@value #UNKNOWN_SENDER}, {@value #LOOK_ALIKE},
 *              {@value #AMBIGUOUS}
 * @param where the place: {@code from}, {@code reply-to}, {@code to}, {@code cc}, {@code envelope}, {@code subject},
 *              {@code body}, {@code quoted}, {@code filename}, {@code references}
 * @param text  what stood there, or for the ones that speak against, in words what is wrong
 */
public record Evidence(String type, String where, String text) {

    /** The exact address of a contact. */
    public static final String ADDRESS = "address";
    /** The company's own domain. */
    public static final String DOMAIN = "domain";
    /** A number of our own: order, quotation, invoice. */
    public static final String NUMBER = "number";
    /** A number that is not ours and belongs to an order: the customer's purchase order, a container … */
    public static final String REFERENCE = "reference";
    /** An earlier message of the same reply chain carries this link. */
    public static final String THREAD = "thread";
    /** The correspondent is known to be another customer (law L8). */
    public static final String OTHER_CUSTOMER = "other-customer";
    /** Nothing but the number speaks for it, and whoever typed it is unknown to us (law L8). */
    public static final String UNKNOWN_SENDER = "unknown-sender";
    /** The sender's domain resembles the customer's and is not it. */
    public static final String LOOK_ALIKE = "look-alike";
    /** Several customers share this address or domain. */
    public static final String AMBIGUOUS = "ambiguous";
}
