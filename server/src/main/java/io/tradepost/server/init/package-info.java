/**
 * The first configuration of an installation: written once from a few answers, checked exactly as a start checks it, and
 * never over one that is there.
 */
@NullMarked
package io.tradepost.server.init;

import org.jspecify.annotations.NullMarked;
