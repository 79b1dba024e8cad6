/** A sample of the hammer, short enough for every build, and whether its own checks see what they are for. */
@NullMarked
package io.tradepost.bench.hammer;

import org.jspecify.annotations.NullMarked;
