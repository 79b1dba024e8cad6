/** What may lean on what: the arrows between rooms that the design draws, and a few rules that hold everywhere. */
@NullMarked
package io.tradepost.server.architecture;

import org.jspecify.annotations.NullMarked;
