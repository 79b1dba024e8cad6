/**
 * The tables of the mailboxes: pool, schema, transactions. The schema stands in the migrations; it runs on H2 and MariaDB.
 *
 * <p>Locks are taken in one order by every transaction, so that none waits for another in a circle: {@code mb_counter} by
 * rising mailbox, then entries, then {@code mb_message} by rising number, then {@code mb_quota_usage}. A circle that a
 * database sees nevertheless (MariaDB locks gaps) ends one transaction, which is then run again.
 */
@NullMarked
package io.tradepost.mailbox.database;

import org.jspecify.annotations.NullMarked;
