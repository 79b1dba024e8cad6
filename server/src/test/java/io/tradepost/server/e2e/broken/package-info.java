/** Mailets that fail, for servers under test. Each class stands by itself: it is copied alone onto a server's class path. */
@NullMarked
package io.tradepost.server.e2e.broken;

import org.jspecify.annotations.NullMarked;
