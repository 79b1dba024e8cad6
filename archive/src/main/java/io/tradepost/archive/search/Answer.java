package io.tradepost.archive.search;

/** Whether a message meets a query, as far as that is known. In this order: the one that says more is greater. */
enum Answer {
    NO,
    /** The query asks for text that was not read yet, or cannot be. */
    OPEN,
    YES;

    static Answer of(boolean yes) {
        return yes ? YES : NO;
    }

    Answer and(Answer other) {
        return compareTo(other) < 0 ? this : other;
    }

    Answer or(Answer other) {
        return compareTo(other) > 0 ? this : other;
    }

    Answer not() {
        return switch (this) {
            case NO -> YES;
            case OPEN -> OPEN;
            case YES -> NO;
        };
    }
}
