package io.tradepost.mailbox.search;

import io.tradepost.archive.mime.MailText;

/** What of a message a needle is looked for in. */
sealed interface Wanted {
    /** Whether a message that was read has it; what the index could not say. */
    boolean in(MailText text, Needle needle);

    /** The header and the body. */
    record Everything() implements Wanted {
        @Override
        public boolean in(MailText text, Needle needle) {
            return new Body().in(text, needle) || text.fields().stream().anyMatch(line -> has(line.line(), needle));
        }
    }

    /** The body. */
    record Body() implements Wanted {
        @Override
        public boolean in(MailText text, Needle needle) {
            return text.texts().stream().anyMatch(part -> has(part, needle));
        }
    }

    /** The header fields of a name, folded. */
    record Header(String name) implements Wanted {
        @Override
        public boolean in(MailText text, Needle needle) {
            return text.fields().stream()
                    .anyMatch(line -> Folding.of(line.name()).equals(name) && has(line.value(), needle));
        }
    }

    private static boolean has(String text, Needle needle) {
        return Folding.of(text).contains(needle.folded());
    }
}
