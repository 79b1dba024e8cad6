/**
 * How much mail a user may keep, and how much there is. Limits change seldom and are asked for with every message, so they
 * are held in memory for a moment; what is used is a row that the transaction of every change of a mailbox changes with it.
 */
@NullMarked
package io.tradepost.mailbox.quota;

import org.jspecify.annotations.NullMarked;
