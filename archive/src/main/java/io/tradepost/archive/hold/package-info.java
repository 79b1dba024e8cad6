/**
 * Legal holds: what matches one, mail that is yet to come too, is disposed of by nobody (law L10). A hold is a query with
 * the people it is about, a matter and a reason; it is tried on each message when disposal would touch it, so that no list
 * can be out of date. Setting one takes one person; releasing it takes two.
 *
 * <p>Where a hold asks for text that was not read yet, or cannot be, what it may cover is held. The index carries the names of
 * holds on the mail that is under them, for people to find it; disposal does not ask it.
 */
@NullMarked
package io.tradepost.archive.hold;

import org.jspecify.annotations.NullMarked;
