package io.tradepost.domain.account;

import io.tradepost.domain.text.Phrase;
import java.text.Normalizer;

/** What a name that people typed must be before it is stored. */
final class Names {
    static final Phrase NAME = Phrase.of("account.text.name");
    static final Phrase DEPARTMENT = Phrase.of("account.text.department");
    static final Phrase TOKEN = Phrase.of("account.text.token");

    private Names() {}

    /** NFC, inner white space made single, nothing invisible, 1 to {@code longest} characters. */
    static String required(Phrase what, String text, int longest) {
        String clean = optional(what, text, longest);
        if (clean.isEmpty()) {
            throw AccountException.invalid("account.text.missing", what);
        }
        return clean;
    }

    /** As {@link #required}, or empty. */
    static String optional(Phrase what, String text, int longest) {
        String clean = Normalizer.normalize(text, Normalizer.Form.NFC)
                .replaceAll("[\\s\\p{Z}]+", " ")
                .strip();
        // Control and format characters: a name is printed in headers and on terminals, where they would act.
        if (clean.codePoints().anyMatch(Names::unprintable)) {
            throw AccountException.invalid("account.text.unprintable", what);
        }
        if (clean.length() > longest) {
            throw AccountException.invalid("account.text.long", what, longest);
        }
        return clean;
    }

    private static boolean unprintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
