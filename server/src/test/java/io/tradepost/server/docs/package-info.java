/**
 * What README promises and the container's entry point does, carried out: the same commands, with the real launcher and the
 * real server. A page that nobody runs is soon wrong.
 */
@NullMarked
package io.tradepost.server.docs;

import org.jspecify.annotations.NullMarked;
