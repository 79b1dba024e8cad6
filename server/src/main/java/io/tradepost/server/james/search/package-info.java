/** Puts the mailboxes' index into James. */
@NullMarked
package io.tradepost.server.james.search;

import org.jspecify.annotations.NullMarked;
