/**
 * Does the world's DNS say what this company's mail needs? {@link io.tradepost.domain.dns.DomainVerifier} asks and judges,
 * {@link io.tradepost.domain.dns.DomainRecords} says what to publish, and both come out as JSON or as text in Chinese or
 * English.
 *
 * <p>A check is a {@link io.tradepost.domain.dns.Finding} with an id that never changes its meaning. Its status is fine,
 * problem, or undecided; undecided is what silence gives, and also what a check gets whose ground another check took away.
 * Facts are gathered first, all at once, and judged after: judging asks nothing, so a report speaks of one moment.
 */
@NullMarked
package io.tradepost.domain.dns;

import org.jspecify.annotations.NullMarked;
