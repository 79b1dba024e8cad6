/**
 * Looks whether what the mailboxes' tables say of one another is true, and mends it: counters against a recount, entries
 * against messages, messages against their bytes. Each mailbox is looked at under its own lock, so mail flows on meanwhile.
 */
@NullMarked
package io.tradepost.mailbox.check;

import org.jspecify.annotations.NullMarked;
