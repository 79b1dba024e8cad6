package io.tradepost.server.james.search;

import java.util.Optional;
import org.apache.james.imap.api.message.response.ImapResponseMessage;

/**
 * What SORT or THREAD found.
 *
 * @param name  of the command
 * @param found as it is sent; empty if nothing was found
 */
record OrderedResponse(String name, Optional<String> found) implements ImapResponseMessage {}
