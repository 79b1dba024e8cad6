package io.tradepost.domain.account;

import java.time.Instant;

/**
 * A person with a mailbox.
 *
 * @param name as people write it, Chinese or Latin
 * @param department as the company writes it; empty if none was given
 * @param disabled cannot sign in; mail to the address is still received, since it is the company's evidence
 */
public record Account(
        AccountAddress address,
        String name,
        Role role,
        String department,
        boolean disabled,
        Instant createdAt,
        Instant passwordChangedAt) {}
