/**
 * The demo's people: made on the first start with {@code --demo}, found again on the next, so that whoever wrote down a
 * password can use it again.
 */
@NullMarked
package io.tradepost.server.demo;

import org.jspecify.annotations.NullMarked;
