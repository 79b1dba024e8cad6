/**
 * What catalog and index are told of a record: the message read once, bounded and cleaned, so that both hold the same and
 * a rebuild gives the same again.
 */
@NullMarked
package io.tradepost.archive.derive;

import org.jspecify.annotations.NullMarked;
