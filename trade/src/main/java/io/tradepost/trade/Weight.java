package io.tradepost.trade;

/**
 * The model, in one table. Each piece of evidence, were it alone, makes a link true with this probability. Pieces that
 * do not depend on each other are combined by noisy-or: {@code p = 1 - (1 - p1)(1 - p2)…}.
 *
 * <p>Evidence is either <em>trusted</em> (it comes from who writes to whom, from a reply chain, or from a number whose
 * customer is the known correspondent's) or <em>claimed</em> (a stranger typed it). Claimed evidence may raise a
 * probability up to {@link #CLAIMED_CEILING} only, which is below the threshold for linking: nothing that a stranger
 * types makes a link by itself (law L8). Where the correspondent is known to be somebody else, the ceiling is
 * {@link #OTHER_CUSTOMER_CEILING}.
 *
 * <p>Domain and address of the same mailbox are not independent; the stronger one counts alone.
 */
enum Weight {
    /** The author's address is a contact's. */
    FROM_ADDRESS(0.995),
    /** A recipient of our own mail is a contact. */
    TO_ADDRESS(0.995),
    CC_ADDRESS(0.99),
    /** A recipient of the envelope whom no header names: Bcc. */
    BCC_ADDRESS(0.99),
    /** The company's domain, which no other customer has. */
    FROM_DOMAIN(0.985),
    TO_DOMAIN(0.985),
    CC_DOMAIN(0.985),
    BCC_DOMAIN(0.985),
    /** Reply-To and the envelope's sender name a contact, while From names an unknown address. Typed by the sender. */
    OTHER_SENDER_ADDRESS(0.9),
    OTHER_SENDER_DOMAIN(0.8),
    /** Mail from outside that names a contact in To or Cc beside us. Typed by the sender. */
    BESIDE_US_ADDRESS(0.9),
    BESIDE_US_DOMAIN(0.8),
    /** The words of a contact, forwarded among ourselves. */
    QUOTED_ADDRESS(0.985),
    QUOTED_DOMAIN(0.95),
    /** Two to four customers share the address; each gets this. */
    SHARED_ADDRESS(0.7),
    SHARED_DOMAIN(0.65),
    /** An earlier message of the chain has the link. */
    THREAD(0.985),
    /** Our own number, by place. */
    NUMBER_SUBJECT(0.995),
    NUMBER_BODY(0.99),
    NUMBER_FILENAME(0.99),
    NUMBER_QUOTED(0.985),
    /** A number of the customer's or of its goods, the customer being known. */
    REFERENCE_SUBJECT(0.99),
    REFERENCE_BODY(0.985),
    REFERENCE_FILENAME(0.985),
    REFERENCE_QUOTED(0.98),
    /** Eight digits or more without a cue word, equal to a reference of the known customer. */
    BARE_DIGITS(0.8),
    /** An own number typed by somebody unknown, alone. */
    STRANGERS_NUMBER(0.85),
    /** An own number typed by somebody who is known to be another customer. */
    OTHER_CUSTOMERS_NUMBER(0.7);

    /** From here on a link is made without asking. */
    static final double LINK = 0.98;
    /** From here on a link is put before a person. */
    static final double SUGGEST = 0.6;

    static final double CLAIMED_CEILING = 0.95;
    static final double OTHER_CUSTOMER_CEILING = 0.75;

    private final double probability;

    Weight(double probability) {
        this.probability = probability;
    }

    double probability() {
        return probability;
    }
}
