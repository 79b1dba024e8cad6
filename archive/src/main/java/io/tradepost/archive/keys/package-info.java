/**
 * The keys to content. Every stored content has an AES-256 key of its own, so that one message can be destroyed without
 * touching any other byte: its key is overwritten. Small secrets that have to be kept, such as the signing key, take a key in
 * the same way ({@link io.tradepost.archive.keys.KeySeal}).
 *
 * <p>Layout of {@code keys/}: {@code MASTER} lists the master keys that slots may be wrapped with, by number and check
 * value; {@code <20 digits>.slots} hold 65,536 numbered slots each, named after their first; {@code *.rewrap} is a slot
 * file's new content while a rotation writes it. {@code master.key} lies here too unless it is configured elsewhere.
 * {@code archive/FORMAT.md} has the bytes.
 *
 * <p>Invariants: a slot is durable before content is encrypted with its key; a slot is given out once; a destroyed slot
 * never comes back; a rotation writes slots only and never content, and may be cut off anywhere. Journal and keys together
 * are the truth (law L6); a copy of the journal alone reads nothing.
 */
@NullMarked
package io.tradepost.archive.keys;

import org.jspecify.annotations.NullMarked;
