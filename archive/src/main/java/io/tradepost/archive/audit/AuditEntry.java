package io.tradepost.archive.audit;

import io.tradepost.archive.AuditEvent;

/**
 * An act and where it stands in the journal, by which its proof is asked for.
 *
 * @param sequence of its record
 */
public record AuditEntry(long sequence, AuditEvent event) {}
