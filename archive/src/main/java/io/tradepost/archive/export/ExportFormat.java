package io.tradepost.archive.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** In which forms the messages of an export are given. */
public enum ExportFormat {
    /** One file a message, its bytes as they were received. */
    EML,
    /** All in one file that mail programs read; every message can be taken out byte for byte. */
    MBOX,
    /** One page or more to read and print for each message. */
    PDF;

    /** As it is typed and recorded. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format of this word, if there is one. */
    public static Optional<ExportFormat> parse(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
