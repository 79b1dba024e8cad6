package io.tradepost.trade;

/**
 * An order, quotation or invoice of ours as {@code tp_order} gives it. Absent values are empty strings.
 *
 * @param kind      {@code order}, {@code quotation}, {@code invoice}
 * @param number    our own number, as the platform writes it
 * @param customer  code of its customer
 * @param orderedOn its date, ISO 8601
 * @param status    the platform's own word
 * @param currency  ISO 4217
 * @param amount    decimal
 * @param owner     address of the member of staff who answers for it
 */
public record TradeDocument(
        String kind,
        String number,
        String customer,
        String orderedOn,
        String status,
        String currency,
        String amount,
        String owner) {}
