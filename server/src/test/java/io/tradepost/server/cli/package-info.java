/** Tests of {@code io.tradepost.server.cli}. */
@NullMarked
package io.tradepost.server.cli;

import org.jspecify.annotations.NullMarked;
