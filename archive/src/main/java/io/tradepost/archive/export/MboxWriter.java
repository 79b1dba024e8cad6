package io.tradepost.archive.export;

import io.tradepost.archive.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Writes messages into an mbox of the kind mboxrd (qmail's mbox(5), RFC 4155): every line that is {@code From } behind any
 * number of {@code >} gets one more, so that it can be undone.
 *
 * <p>What mboxrd can't tell is whether a message ended with a line end. Where it did not, the separator says
 * {@value #UNENDED} behind its date, where mail programs look no more.
 */
final class MboxWriter {
    /** Behind the date of a message whose last line had no end. */
    static final String UNENDED = "unended";

    private static final Pattern ADDRESS = Pattern.compile("[!-;=?-~]{1,320}");
    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.US).withZone(ZoneOffset.UTC);

    /**
     * Where a message is in the file.
     *
     * @param offset of its separator
     * @param length with the separator and the empty line behind it, in bytes; 0 if it is not there
     */
    record Place(long offset, long length) {
        static final Place NONE = new Place(0, 0);
    }

    private final GrowingFile file;

    MboxWriter(GrowingFile file) {
        this.file = file;
    }

    /**
     * Adds a message.
     *
     * @param ended whether its last byte is a line end
     */
    Place add(String sender, Instant receivedAt, Content content, boolean ended) throws IOException {
        long offset = file.length();
        String from = ADDRESS.matcher(sender).matches() ? sender : "MAILER-DAEMON";
        String line = "From " + from + " " + ASCTIME.format(receivedAt) + (ended ? "" : " " + UNENDED) + "\n";
        file.write(line.getBytes(StandardCharsets.US_ASCII));
        FromLines lines = FromLines.disguising(file);
        try (InputStream in = content.open()) {
            in.transferTo(lines);
        }
        lines.finish();
        file.write((ended ? "\n" : "\n\n").getBytes(StandardCharsets.US_ASCII));
        return new Place(offset, file.length() - offset);
    }
}
