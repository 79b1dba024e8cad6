/** Tests of James's users. */
@NullMarked
package io.tradepost.server.james.directory;

import org.jspecify.annotations.NullMarked;
