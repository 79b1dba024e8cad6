/**
 * Sentences for people, in English and in Simplified Chinese. A finding carries a {@link io.tradepost.domain.dns.text.Phrase}
 * (a key and what goes into it), and only {@link io.tradepost.domain.dns.text.Words} turns it into a sentence of one
 * language: a report is computed once and read in either.
 */
@NullMarked
package io.tradepost.domain.dns.text;

import org.jspecify.annotations.NullMarked;
