package io.tradepost.trade;

/**
 * A link of an earlier message that this one names in its References or In-Reply-To header.
 *
 * @param messageId the earlier message's Message-ID header
 * @param kind      as in {@link Match}
 * @param key       as in {@link Match}
 * @param customer  as in {@link Match}
 */
public record PriorLink(String messageId, String kind, String key, String customer) {}
