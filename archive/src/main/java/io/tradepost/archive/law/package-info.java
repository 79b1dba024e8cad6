/**
 * What retention, holds, disposal, approvals and notices share: the register, which knows every record by which people
 * govern the archive. Its truth is the journal; what it keeps in memory is made from those records alone, and the file
 * {@code law/records} beside the journal only says where they are, so that a start need not read everything.
 *
 * <p>All such records are written under one lock. Whoever holds it knows that no hold appears meanwhile, which law L10
 * rests on. It is never held while waiting for a database or for the index.
 */
@NullMarked
package io.tradepost.archive.law;

import org.jspecify.annotations.NullMarked;
