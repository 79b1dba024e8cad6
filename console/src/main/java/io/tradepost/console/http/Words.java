package io.tradepost.console.http;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** What is said to people, in the language they asked for: Simplified Chinese or English. */
public final class Words {
    private static final String BUNDLE = "io.tradepost.console.words";
    private static final Words ENGLISH = new Words(Locale.ENGLISH);
    private static final Words CHINESE = new Words(Locale.SIMPLIFIED_CHINESE);
    private static final int LONGEST_HEADER = 200;

    private final Locale locale;
    private final ResourceBundle bundle;

    private Words(Locale locale) {
        this.locale = locale;
        // Without the fallback to the machine's own locale, which would make English depend on where the server stands.
        this.bundle = ResourceBundle.getBundle(
                BUNDLE, locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /**
     * The better of the two for an {@code Accept-Language} header (RFC 9110 section 12.5.4). Any Chinese gets Simplified
     * Chinese; everything else, nothing, and nonsense get English.
     *
     * @param acceptLanguage the header; empty if there was none
     */
    public static Words of(String acceptLanguage) {
        if (acceptLanguage.isEmpty() || acceptLanguage.length() > LONGEST_HEADER) {
            return ENGLISH;
        }
        List<Locale.LanguageRange> ranges;
        try {
            ranges = Locale.LanguageRange.parse(acceptLanguage);
        } catch (IllegalArgumentException e) {
            return ENGLISH;
        }
        for (Locale.LanguageRange range : ranges) {
            if (range.getWeight() > 0
                    && (range.getRange().equals("zh") || range.getRange().startsWith("zh-"))) {
                return CHINESE;
            }
            if (range.getWeight() > 0
                    && (range.getRange().equals("en") || range.getRange().startsWith("en-"))) {
                return ENGLISH;
            }
        }
        return ENGLISH;
    }

    /** For {@code Content-Language}. */
    public String language() {
        return locale.equals(Locale.SIMPLIFIED_CHINESE) ? "zh-CN" : "en";
    }

    /** The sentence of that key, its places filled. */
    public String say(String key, List<Object> arguments) {
        return new MessageFormat(bundle.getString(key), locale).format(arguments.toArray());
    }
}
