package io.tradepost.domain.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** Phrases as sentences of one language. Any locale whose language is Chinese gets Simplified Chinese; any other English. */
public final class Words {
    /** English. */
    public static final Words ENGLISH = new Words(Locale.ENGLISH);
    /** Simplified Chinese. */
    public static final Words CHINESE = new Words(Locale.SIMPLIFIED_CHINESE);

    private static final String BUNDLE = "io.tradepost.domain.text.sentences";

    private final ResourceBundle sentences;

    private Words(Locale locale) {
        // Without a fallback to the machine's own language: asked for English, it must not answer in Chinese.
        this.sentences = ResourceBundle.getBundle(
                BUNDLE,
                locale,
                Words.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    public static Words in(Locale locale) {
        return locale.getLanguage().equals(Locale.CHINESE.getLanguage()) ? CHINESE : ENGLISH;
    }

    /** The phrase as a sentence. */
    public String say(Phrase phrase) {
        Object[] arguments = phrase.arguments().stream().map(this::argument).toArray();
        // ROOT, and numbers as text: a count of 1,000 or a port must not be dressed up.
        return new MessageFormat(sentences.getString(phrase.key()), Locale.ROOT).format(arguments);
    }

    private Object argument(Object argument) {
        return argument instanceof Phrase inner ? say(inner) : String.valueOf(argument);
    }
}
