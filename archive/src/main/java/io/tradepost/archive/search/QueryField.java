package io.tradepost.archive.search;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What may stand before a colon. */
enum QueryField {
    /** No field given: subject, body, attachments and people. */
    ANY,
    FROM,
    TO,
    CC,
    BCC,
    PARTICIPANT,
    DOMAIN,
    SUBJECT,
    BODY,
    ATTACHMENT,
    FILENAME,
    CUSTOMER,
    ORDER,
    ACCOUNT,
    DIRECTION,
    DATE,
    BEFORE,
    AFTER,
    SIZE,
    HAS,
    TAG,
    HOLD,
    ID;

    /** As typed, without the colon. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<QueryField> of(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(field -> field != ANY && field.word().equals(lower))
                .findFirst();
    }

    /** The field whose name is nearest to a mistyped one, if any is near. */
    static Optional<QueryField> nearest(String word) {
        List<String> words = Arrays.stream(values())
                .filter(field -> field != ANY)
                .map(QueryField::word)
                .toList();
        return Spelling.nearest(word.toLowerCase(Locale.ROOT), words).flatMap(QueryField::of);
    }
}
