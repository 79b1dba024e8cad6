/**
 * The server put together: rooms opened, James and the console started over them, and everything stopped again in order.
 */
@NullMarked
package io.tradepost.server;

import org.jspecify.annotations.NullMarked;
