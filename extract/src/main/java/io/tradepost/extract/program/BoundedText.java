package io.tradepost.extract.program;

import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Gathers the words of a document up to a bound. Behind the bound everything is refused, so that a parser stops instead of
 * producing for nobody.
 */
final class BoundedText extends DefaultHandler {
    /** Thrown when the bound is reached; parsers let it pass. */
    static final class Full extends SAXException {
        private static final long serialVersionUID = 1L;

        Full() {
            super("as much text as was asked for");
        }
    }

    private final StringBuilder text = new StringBuilder();
    private final int most;
    private boolean full;

    BoundedText(int most) {
        this.most = most;
    }

    /** Adds a line of its own. */
    void line(String words) throws SAXException {
        separate('\n');
        add(words);
        separate('\n');
    }

    /** Whether there was more than was asked for. */
    boolean full() {
        return full;
    }

    /** What was gathered. */
    String text() {
        return text.toString();
    }

    boolean blank() {
        return text.chars().noneMatch(Character::isLetterOrDigit);
    }

    @Override
    public void characters(char[] chars, int start, int length) throws SAXException {
        add(new String(chars, start, length));
    }

    @Override
    public void ignorableWhitespace(char[] chars, int start, int length) throws SAXException {
        if (!text.isEmpty() && length > 0 && !Character.isWhitespace(text.charAt(text.length() - 1))) {
            add(new String(chars, start, 1));
        }
    }

    @Override
    public void endElement(String uri, String name, String qualified) throws SAXException {
        switch (name) {
            case "td", "th" -> separate('\t');
            case "p", "div", "tr", "li", "br", "h1", "h2", "h3", "h4", "h5", "h6", "table", "title" -> separate('\n');
            default -> {
                // The rest does not divide words.
            }
        }
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) throws SAXException {
        if (name.equals("br")) {
            separate('\n');
        }
    }

    private void separate(char sign) throws SAXException {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            add(String.valueOf(sign));
        }
    }

    private void add(String words) throws SAXException {
        int room = most - text.length();
        if (words.length() > room) {
            int end = room > 0 && Character.isHighSurrogate(words.charAt(room - 1)) ? room - 1 : room;
            text.append(words, 0, Math.max(0, end));
            full = true;
            throw new Full();
        }
        text.append(words);
    }
}
