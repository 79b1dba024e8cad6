/** A sample of the crash drill, short enough for every build; {@code bench/run crash} has the full counts. */
@NullMarked
package io.tradepost.bench.crash;

import org.jspecify.annotations.NullMarked;
