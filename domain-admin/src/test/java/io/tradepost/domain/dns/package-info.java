/** Domain checks against a real name server on loopback. */
@NullMarked
package io.tradepost.domain.dns;

import org.jspecify.annotations.NullMarked;
