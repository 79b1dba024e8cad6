package io.tradepost.archive.restore;

import java.time.Instant;

/**
 * What the journal says of a restore.
 *
 * @param id      its name
 * @param at      when it began
 * @param by      who did it
 * @param place   where to
 * @param what    the query or the id of the message
 * @param purpose why; may be empty
 * @param added   how many messages it added
 */
public record RestoreRecord(
        RestoreId id, Instant at, String by, MailboxDoor.Place place, String what, String purpose, long added) {}
