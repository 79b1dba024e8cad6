package io.tradepost.archive.search;

import io.tradepost.archive.derive.DerivedMessage;
import io.tradepost.archive.similar.Shingles;

/** The body of a message as near-duplicates are found by: folded as search folds it. */
public final class BodyShingles {
    /** Folding looks at every character; of a body that long, this much says what it is like. */
    private static final int MOST = 128 << 10;

    private BodyShingles() {}

    /** Of the text that a person reads first. */
    public static Shingles of(DerivedMessage message) {
        String plain = message.parsed().text();
        String body = plain.isBlank() ? message.parsed().alternativeText() : plain;
        return Shingles.of(Folding.fold(body.length() > MOST ? body.substring(0, MOST) : body));
    }
}
