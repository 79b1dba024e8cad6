/** Whether mail that is given out again is still mail. */
@NullMarked
package io.tradepost.bench.ingest;

import org.jspecify.annotations.NullMarked;
