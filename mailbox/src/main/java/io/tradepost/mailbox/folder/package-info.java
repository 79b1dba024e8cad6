/**
 * Mailboxes as folders: their names, who may do what in them, what is noted on them, who subscribed to them, and
 * which of them an account has to begin with. Few and modelled, so through Hibernate; where a change also touches what is in
 * a mailbox, both are one transaction.
 */
@NullMarked
package io.tradepost.mailbox.folder;

import org.jspecify.annotations.NullMarked;
