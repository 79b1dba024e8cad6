/** Whether the race is run and counted as it says. */
@NullMarked
package io.tradepost.bench.throughput;

import org.jspecify.annotations.NullMarked;
