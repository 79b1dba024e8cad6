/** Tests of what stands at the SMTP door, with James's own session objects. */
@NullMarked
package io.tradepost.mailets.smtp;

import org.jspecify.annotations.NullMarked;
