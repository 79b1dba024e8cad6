/**
 * Scenarios that take something away from a server under load: its life, its database, its disk. Each ends with the same
 * question: is everything that was acknowledged archived exactly once and delivered (law L1).
 */
@NullMarked
package io.tradepost.bench.crash;

import org.jspecify.annotations.NullMarked;
