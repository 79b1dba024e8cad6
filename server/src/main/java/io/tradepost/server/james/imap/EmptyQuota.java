package io.tradepost.server.james.imap;

import org.apache.james.imap.api.message.response.ImapResponseMessage;

/**
 * A quota root under which nothing is limited.
 *
 * @param root its name
 */
record EmptyQuota(String root) implements ImapResponseMessage {}
