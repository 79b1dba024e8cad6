package io.tradepost.trade;

/**
 * A number that is not ours and belongs to a customer's order, as {@code tp_reference} gives it.
 *
 * @param kind        {@code customer_po}, {@code container}, {@code bill_of_lading} …
 * @param number      as the platform has it
 * @param orderNumber our own number of the order it belongs to; empty if it belongs to the customer alone
 * @param customer    code of the customer
 */
public record TradeReference(String kind, String number, String orderNumber, String customer) {

    /** The kind of a customer's own purchase order number, which means nothing outside that customer. */
    public static final String CUSTOMER_PO = "customer_po";
}
