package io.tradepost.mailbox.search;

import io.tradepost.archive.mime.MailText;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.james.mime4j.field.datetime.parser.DateTimeParser;
import org.apache.james.mime4j.field.datetime.parser.ParseException;
import org.apache.james.mime4j.field.datetime.parser.TokenMgrError;

/**
 * The Date header field.
 *
 * @param seconds       since 1970, in UTC
 * @param offsetSeconds by which the sender's clock was ahead of UTC: SENTON and its like go by the sender's day (RFC 9051
 *                      section 6.4.4)
 */
@SuppressWarnings("JavaUtilDate") // James and mime4j speak in them.
record SentDate(long seconds, int offsetSeconds) {
    static final String INSTANT = "sent";
    static final String OFFSET = "sentoffset";

    /** That of a message; empty if it has none that can be understood. */
    static Optional<SentDate> of(MailText text) {
        return text.fields().stream()
                .filter(line -> line.name().equalsIgnoreCase("date"))
                .findFirst()
                .flatMap(line -> parse(line.value()));
    }

    private static Optional<SentDate> parse(String value) {
        try {
            var parsed = new DateTimeParser(new java.io.StringReader(value.strip())).parseAll();
            // Mime4j gives zones as hours times 100 plus minutes.
            int zone = parsed.getTimeZone();
            int offset = (zone / 100 * 60 + zone % 100) * 60;
            return Optional.of(new SentDate(parsed.getDate().getTime() / 1000, bounded(offset)));
        } catch (ParseException | TokenMgrError | RuntimeException e) {
            return iso(value);
        }
    }

    private static int bounded(int offset) {
        int most = ZoneOffset.MAX.getTotalSeconds();
        return Math.max(-most, Math.min(most, offset));
    }

    private static Optional<SentDate> iso(String value) {
        try {
            OffsetDateTime date = OffsetDateTime.parse(value.strip());
            return Optional.of(
                    new SentDate(date.toEpochSecond(), date.getOffset().getTotalSeconds()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
