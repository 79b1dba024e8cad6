/** The JSON that people and programs get, in one place, so that REST and the command line can't differ. */
@NullMarked
package io.tradepost.archive.json;

import org.jspecify.annotations.NullMarked;
