package io.tradepost.trade;

/**
 * A customer as {@code tp_customer} gives it. Absent values are empty strings.
 *
 * @param code      identifies the customer
 * @param name      in Latin letters
 * @param nameLocal as our staff or the customer's country writes it
 * @param country   ISO 3166-1 alpha-2
 * @param website   as typed
 * @param domain    mail domains, several parted by comma, semicolon or space
 * @param status    the platform's own word
 */
public record Customer(
        String code, String name, String nameLocal, String country, String website, String domain, String status) {}
