/**
 * Questions to the DNS and their answers, with absence and silence told apart.
 *
 * <p>{@link io.tradepost.domain.dns.lookup.DnsLookup} is a seam of one method. Behind it stands the network
 * ({@link io.tradepost.domain.dns.lookup.NetworkLookup}, on dnsjava), in front of that a memory for the length of one check
 * ({@link io.tradepost.domain.dns.lookup.SharedLookup}); a zone held in memory can stand there as well. The invariant that
 * everything above counts on: {@link io.tradepost.domain.dns.lookup.DnsAnswer.Absent} is said only when a server said so.
 * A timeout, SERVFAIL or REFUSED is {@link io.tradepost.domain.dns.lookup.DnsAnswer.Unknown}.
 */
@NullMarked
package io.tradepost.domain.dns.lookup;

import org.jspecify.annotations.NullMarked;
