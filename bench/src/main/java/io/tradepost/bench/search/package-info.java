/**
 * How fast the archive's index takes in and answers, and how large it gets: over mail made from the words of real mail, through
 * the same path that the running server's follower takes.
 */
@NullMarked
package io.tradepost.bench.search;

import org.jspecify.annotations.NullMarked;
