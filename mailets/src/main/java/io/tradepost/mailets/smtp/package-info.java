/**
 * What stands at the SMTP door: who may come in, what is noted of the session, and the trace line above the message.
 *
 * <p>These are James protocol handlers; {@link io.tradepost.mailets.smtp.SmtpHandlers} lists them in order.
 */
@NullMarked
package io.tradepost.mailets.smtp;

import org.jspecify.annotations.NullMarked;
