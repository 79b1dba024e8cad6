/** What the embedded database must be made to do: by itself it trusts the kernel with what was committed. */
@NullMarked
package io.tradepost.server.h2;

import org.jspecify.annotations.NullMarked;
