package io.tradepost.domain.account;

import java.text.Normalizer;

/** What a name that people typed must be before it is stored. */
final class Names {
    private Names() {}

    /** NFC, inner white space made single, nothing invisible, 1 to {@code longest} characters. */
    static String required(String what, String text, int longest) {
        String clean = optional(what, text, longest);
        if (clean.isEmpty()) {
            throw AccountException.invalid(what + " is missing");
        }
        return clean;
    }

    /** As {@link #required}, or empty. */
    static String optional(String what, String text, int longest) {
        String clean = Normalizer.normalize(text, Normalizer.Form.NFC)
                .replaceAll("[\\s\\p{Z}]+", " ")
                .strip();
        // Control and format characters: a name is printed in headers and on terminals, where they would act.
        if (clean.codePoints().anyMatch(Names::unprintable)) {
            throw AccountException.invalid(what + " holds a character that can't be printed");
        }
        if (clean.length() > longest) {
            throw AccountException.invalid(what + " is longer than " + longest + " characters");
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
