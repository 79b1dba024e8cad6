/**
 * Sentences for people, in English and in Simplified Chinese. A finding or a refusal carries a {@link io.tradepost.domain.text.Phrase}
 * (a key and what goes into it), and only {@link io.tradepost.domain.text.Words} turns it into a sentence of one
 * language: what is found is computed once and read in either.
 */
@NullMarked
package io.tradepost.domain.text;

import org.jspecify.annotations.NullMarked;
