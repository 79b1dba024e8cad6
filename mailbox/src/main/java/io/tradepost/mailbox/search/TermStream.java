package io.tradepost.mailbox.search;

import java.util.List;
import java.util.function.IntUnaryOperator;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** Terms, handed to Lucene. */
final class TermStream extends TokenStream {
    private final List<String> terms;
    private final IntUnaryOperator steps;
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
    private int next;

    /** With their places. */
    TermStream(TermRow row) {
        this.terms = row.terms();
        this.steps = row::step;
    }

    /** Without. */
    TermStream(List<String> terms) {
        this.terms = terms;
        this.steps = index -> 1;
    }

    @Override
    public boolean incrementToken() {
        if (next >= terms.size()) {
            return false;
        }
        clearAttributes();
        term.append(terms.get(next));
        step.setPositionIncrement(steps.applyAsInt(next));
        next++;
        return true;
    }

    @Override
    public void reset() {
        next = 0;
    }
}
