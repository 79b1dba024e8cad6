/**
 * What the metadata of each kind of journal record look like: JSON with sorted keys, so that the same facts always give
 * the same bytes. Fields may be added in later versions; a reader takes what it knows.
 */
@NullMarked
package io.tradepost.archive.payload;

import org.jspecify.annotations.NullMarked;
