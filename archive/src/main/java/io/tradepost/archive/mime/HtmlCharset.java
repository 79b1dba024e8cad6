package io.tradepost.archive.mime;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The charset that an HTML page names in itself, as far as a prescan finds it (HTML standard, section 13.2.3.2). */
final class HtmlCharset {
    private static final int PRESCAN = 4096;
    private static final Pattern META = Pattern.compile(
            "<meta[^>]{0,300}?charset\\s*=\\s*[\"']?\\s*([A-Za-z0-9_.:-]{1,40})", Pattern.CASE_INSENSITIVE);

    private HtmlCharset() {}

    /** Empty if none is named. */
    static String declaredIn(byte[] page) {
        String start = new String(page, 0, Math.min(PRESCAN, page.length), StandardCharsets.ISO_8859_1);
        Matcher matcher = META.matcher(start);
        return matcher.find() ? matcher.group(1) : "";
    }
}
