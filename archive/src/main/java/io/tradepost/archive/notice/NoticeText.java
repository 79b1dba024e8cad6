package io.tradepost.archive.notice;

import io.tradepost.archive.journal.Digests;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * What people are told: a text in Chinese and English to begin with. A company that has its own records its version and the
 * hash of it.
 *
 * @param version changes whenever a word of it does
 */
public record NoticeText(String version, String chinese, String english) {
    private static final String BUNDLE = "io.tradepost.archive.notice.notice";

    /** The text that comes with the archive. */
    public static NoticeText standard() {
        return new NoticeText(
                words(Locale.ROOT).getString("version"),
                words(Locale.SIMPLIFIED_CHINESE).getString("text"),
                words(Locale.ROOT).getString("text"));
    }

    /** In this language; English unless it is Chinese. */
    public String in(Locale locale) {
        return locale.getLanguage().equals("zh") ? chinese : english;
    }

    /** SHA-256 of both texts, in UTF-8, with a line feed between, lower-case hexadecimal. */
    public String sha256() {
        return HexFormat.of()
                .formatHex(Digests.sha256().digest((chinese + "\n" + english).getBytes(StandardCharsets.UTF_8)));
    }

    private static ResourceBundle words(Locale locale) {
        return ResourceBundle.getBundle(
                BUNDLE, locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
