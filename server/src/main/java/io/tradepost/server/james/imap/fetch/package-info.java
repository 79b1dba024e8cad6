/**
 * What FETCH answers of a message's sections (RFC 3501 section 6.4.5): header fields as their bytes are, and parts where the
 * standard has them. James 3.8.1 writes header fields anew, with a question mark for each byte beyond ASCII, and does not
 * find its way through mail that encloses mail. It is asked for the whole header or the whole message instead, and the
 * sections are cut out here.
 */
@NullMarked
package io.tradepost.server.james.imap.fetch;

import org.jspecify.annotations.NullMarked;
