/** Whether the drills' checks would notice what they are there to notice. */
@NullMarked
package io.tradepost.bench.check;

import org.jspecify.annotations.NullMarked;
