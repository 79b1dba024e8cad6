/** Tests over real HTTP, against a real archive, real accounts and a real trade database in temporary folders. */
@NullMarked
package io.tradepost.console;

import org.jspecify.annotations.NullMarked;
