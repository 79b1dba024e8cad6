/**
 * Followers: each reads the journal in order and brings something derived up to it, again and again until it succeeds,
 * while the flow of mail goes on without it (law L9).
 */
@NullMarked
package io.tradepost.archive.follow;

import org.jspecify.annotations.NullMarked;
