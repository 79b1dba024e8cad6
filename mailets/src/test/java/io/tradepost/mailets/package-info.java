/** Tests of the mailets one by one, over a real archive, real accounts and the real sample of the trade database. */
@NullMarked
package io.tradepost.mailets;

import org.jspecify.annotations.NullMarked;
