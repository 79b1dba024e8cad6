/** Tests of {@code io.tradepost.server.rooms}. */
@NullMarked
package io.tradepost.server.rooms;

import org.jspecify.annotations.NullMarked;
