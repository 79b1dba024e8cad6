package io.tradepost.server.config;

import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/**
 * The sentences said to people, in Simplified Chinese and English. {@code {0}}, {@code {1}} … in a sentence are
 * replaced literally: no {@link java.text.MessageFormat}, whose rules turn port 2525 into {@code 2,525} and make a lone
 * apostrophe swallow what follows.
 */
public final class Wording {
    private final ResourceBundle bundle;
    private final Locale locale;

    private Wording(ResourceBundle bundle, Locale locale) {
        this.bundle = bundle;
        this.locale = locale;
    }

    /**
     * The sentences of one bundle.
     *
     * @param baseName bundle name such as {@code io.tradepost.server.cli.messages}
     * @param locale   anything Chinese gives Simplified Chinese, all else English
     */
    public static Wording of(String baseName, Locale locale) {
        Locale chosen = supported(locale);
        // Without this control a machine set to Chinese would give Chinese to someone who asked for English.
        return new Wording(
                ResourceBundle.getBundle(
                        baseName,
                        chosen,
                        Wording.class.getClassLoader(),
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)),
                chosen);
    }

    /** {@link Locale#SIMPLIFIED_CHINESE} for anything Chinese, else {@link Locale#ENGLISH}. */
    public static Locale supported(Locale locale) {
        return locale.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
    }

    /** The bundle itself, for libraries that want one. */
    public ResourceBundle bundle() {
        return bundle;
    }

    /** The language that was chosen. */
    public Locale locale() {
        return locale;
    }

    /** A sentence with its gaps filled. */
    public String text(String key, Object... arguments) {
        return text(key, List.of(arguments));
    }

    /** A sentence with its gaps filled. */
    public String text(String key, List<?> arguments) {
        String pattern;
        try {
            pattern = bundle.getString(key);
        } catch (MissingResourceException e) {
            throw new IllegalArgumentException("no sentence named " + key, e);
        }
        StringBuilder sentence = new StringBuilder();
        int at = 0;
        while (at < pattern.length()) {
            int close = pattern.indexOf('}', at);
            if (pattern.charAt(at) == '{' && close > at + 1 && isNumber(pattern, at + 1, close)) {
                int index = Integer.parseInt(pattern.substring(at + 1, close));
                sentence.append(arguments.get(index));
                at = close + 1;
            } else {
                sentence.append(pattern.charAt(at++));
            }
        }
        return sentence.toString();
    }

    private static boolean isNumber(String text, int from, int to) {
        return text.substring(from, to).chars().allMatch(Character::isDigit);
    }
}
