/**
 * Who may do what only together with somebody else: persons (an account, never the name of a token or of a user of the
 * machine), requests that need further persons, the purposes for which mail is read, and private mail.
 */
@NullMarked
package io.tradepost.archive.access;

import org.jspecify.annotations.NullMarked;
