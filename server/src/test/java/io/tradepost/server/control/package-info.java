/** Tests of {@code io.tradepost.server.control}. */
@NullMarked
package io.tradepost.server.control;

import org.jspecify.annotations.NullMarked;
