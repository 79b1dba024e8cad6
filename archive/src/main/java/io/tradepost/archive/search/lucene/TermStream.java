package io.tradepost.archive.search.lucene;

import io.tradepost.archive.search.TextTokens;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** Hands the terms of several values of one field to Lucene, with a gap between values that no phrase bridges. */
final class TermStream extends TokenStream {
    private static final int GAP = 100;
    private static final int SLICE = 8192;

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute increment = addAttribute(PositionIncrementAttribute.class);
    private final List<String> values;
    private final List<TextTokens.Token> tokens = new ArrayList<>();
    private int value;
    private int offset;
    private int next;
    private int lastPosition;
    private int position;

    TermStream(List<String> values) {
        this.values = values;
    }

    @Override
    public boolean incrementToken() {
        while (next >= tokens.size()) {
            if (!slice()) {
                return false;
            }
        }
        TextTokens.Token token = tokens.get(next++);
        clearAttributes();
        term.append(token.term());
        increment.setPositionIncrement(token.position() - lastPosition);
        lastPosition = token.position();
        return true;
    }

    /** Cuts the next slice, so that the terms of a large text never stand in memory all at once. */
    private boolean slice() {
        if (value >= values.size()) {
            return false;
        }
        String text = values.get(value);
        int end = endOfSlice(text, offset);
        tokens.clear();
        next = 0;
        position = TextTokens.of(text.substring(offset, end), position, token -> {
            if (token.kept()) {
                tokens.add(token);
            }
        });
        offset = end;
        if (end == text.length()) {
            value++;
            offset = 0;
            position += GAP;
        }
        return true;
    }

    /**
     * Behind the first end of a line beyond the usual size, since no term stretches over one; in a text without lines behind
     * a space, at worst in the middle of a word.
     */
    private static int endOfSlice(String text, int from) {
        int usual = from + SLICE;
        int latest = from + 8 * SLICE;
        if (latest >= text.length()) {
            return text.length();
        }
        for (int end = usual; end < latest; end++) {
            if (text.charAt(end - 1) == '\n') {
                return end;
            }
        }
        int end = usual;
        while (end < latest && !Character.isWhitespace(text.charAt(end - 1))) {
            end++;
        }
        return Character.isHighSurrogate(text.charAt(end - 1)) ? end + 1 : end;
    }

    @Override
    public void reset() throws java.io.IOException {
        super.reset();
        value = 0;
        offset = 0;
        next = 0;
        tokens.clear();
        position = 0;
        lastPosition = -1;
    }
}
