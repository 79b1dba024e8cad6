/** Programs started, watched, killed and ended by this room: the server, a MariaDB of our own, short commands. */
@NullMarked
package io.tradepost.bench.process;

import org.jspecify.annotations.NullMarked;
