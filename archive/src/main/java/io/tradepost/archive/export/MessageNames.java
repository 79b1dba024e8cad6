package io.tradepost.archive.export;

import io.tradepost.archive.MessageId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;

/** Names of files in a bundle. They come from the archive's own id and clock, never from what a message says. */
final class MessageNames {
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9999;

    private MessageNames() {}

    /** Such as {@code eml/2026/03/01KJ….eml}. */
    static String of(ExportFormat format, MessageId id, Instant receivedAt) {
        ZonedDateTime time = receivedAt.atZone(ZoneOffset.UTC);
        boolean odd = time.getYear() < FIRST_YEAR || time.getYear() > LAST_YEAR;
        String month = odd ? "other" : String.format(Locale.ROOT, "%04d/%02d", time.getYear(), time.getMonthValue());
        return format.word() + "/" + month + "/" + id.value() + "." + format.word();
    }
}
