package io.tradepost.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the Message-ID header without parsing the message. */
final class HeaderPeek {
    private static final int PEEK = 64 << 10;
    private static final Pattern MESSAGE_ID =
            Pattern.compile("(?im)^Message-ID[ \\t]*:[ \\t]*(?:\\r?\\n[ \\t]+)?(<[^<>\\s]{1,1000}>)");

    private HeaderPeek() {}

    /** With its brackets; empty if there is none in the first 64 KiB. */
    static String messageId(Content content) {
        try (InputStream in = content.open()) {
            String start = new String(in.readNBytes(PEEK), StandardCharsets.ISO_8859_1);
            int end = start.indexOf("\r\n\r\n");
            int bare = start.indexOf("\n\n");
            int body = end < 0 ? bare : bare < 0 ? end : Math.min(end, bare);
            Matcher matcher = MESSAGE_ID.matcher(body < 0 ? start : start.substring(0, body));
            return matcher.find() ? matcher.group(1) : "";
        } catch (IOException | ArchiveException e) {
            // The archived bytes are durable already; only a shortcut to them is lost until the index has them.
            org.slf4j.LoggerFactory.getLogger(HeaderPeek.class).warn("cannot look into a message", e);
            return "";
        }
    }
}
