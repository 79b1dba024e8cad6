/** Tests of {@code io.tradepost.server.config}. */
@NullMarked
package io.tradepost.server.config;

import org.jspecify.annotations.NullMarked;
