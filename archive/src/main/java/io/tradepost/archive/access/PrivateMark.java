package io.tradepost.archive.access;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Whether a message says of itself that it is private. */
final class PrivateMark {
    private static final int PEEK = 64 << 10;
    /** RFC 2156 section 5.3.4, registered by RFC 4021 section 2.1.55; and what mail clients write beside it. */
    private static final Pattern MARK = Pattern.compile("(?im)^(?:(?:X-)?Sensitivity[ \\t]*:(?:[ \\t]|\\r?\\n[ \\t])*"
            + "(?:private|personal)\\b|X-Private[ \\t]*:(?:[ \\t]|\\r?\\n[ \\t])*(?:yes|true|1)\\b)");

    private PrivateMark() {}

    /** Looks at the header section, at most its first 64 KiB. */
    static boolean in(Content content) {
        try (InputStream in = content.open()) {
            String start = new String(in.readNBytes(PEEK), StandardCharsets.ISO_8859_1);
            int crlf = start.indexOf("\r\n\r\n");
            int bare = start.indexOf("\n\n");
            int body = crlf < 0 ? bare : bare < 0 ? crlf : Math.min(crlf, bare);
            return MARK.matcher(body < 0 ? start : start.substring(0, body)).find();
        } catch (IOException e) {
            throw ArchiveException.temporary("a message could not be looked into: " + e.getMessage(), e);
        }
    }
}
