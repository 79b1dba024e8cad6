/** Lookups against zones in memory and on a real name server. */
@NullMarked
package io.tradepost.domain.dns.lookup;

import org.jspecify.annotations.NullMarked;
