package io.tradepost.mailbox.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

/** Looks for a needle in one segment, among the documents that are asked for. */
final class SegmentSearch {
    private static final List<TextField> HEADER = Arrays.stream(TextField.values())
            .filter(field -> field != TextField.BODY)
            .toList();

    private final LeafReader segment;
    private final FixedBitSet among;
    private final FixedBitSet sure;
    private final FixedBitSet maybe;

    private SegmentSearch(LeafReader segment, FixedBitSet among) {
        this.segment = segment;
        this.among = among;
        this.sure = new FixedBitSet(among.length());
        this.maybe = new FixedBitSet(among.length());
    }

    static FieldSearch.Found find(LeafReader segment, FixedBitSet among, Wanted wanted, Needle needle)
            throws IOException {
        SegmentSearch search = new SegmentSearch(segment, among);
        search.find(wanted, needle.part());
        if (!needle.isExact()) {
            search.maybe.or(search.sure);
            search.sure.clear();
        }
        search.maybe.andNot(search.sure);
        return new FieldSearch.Found(search.sure, search.maybe);
    }

    /** Documents that have a header field of this name, folded. */
    static FixedBitSet having(LeafReader segment, FixedBitSet among, String name) throws IOException {
        return new SegmentSearch(segment, among).having(Terms.named(name));
    }

    private void find(Wanted wanted, Needle needle) throws IOException {
        switch (wanted) {
            case Wanted.Body any -> add(in(TextField.BODY, among).find(needle));
            case Wanted.Header named -> header(named.name(), needle);
            case Wanted.Everything any -> everything(needle);
        }
    }

    private FieldSearch in(TextField field, FixedBitSet left) {
        return new FieldSearch(segment, field, left);
    }

    private void header(String name, Needle needle) throws IOException {
        Optional<KeptField> kept = KeptField.whole(name);
        if (kept.isPresent()) {
            sure.or(new KeptSearch(segment, among).find(kept.get(), needle));
            maybe.or(having(kept.get().tooLong()));
            return;
        }
        FieldSearch.Found found = in(TextField.of(name), among).find(needle, having(Terms.named(name)));
        if (needle.folded().charAt(0) == ' ') {
            // A value's first word is held for one behind a space, which is no part of the value.
            maybe.or(found.sure());
            maybe.or(found.maybe());
        } else {
            add(found);
        }
    }

    private void add(FieldSearch.Found found) {
        sure.or(found.sure());
        maybe.or(found.maybe());
    }

    /** What is found soonest in most messages first: what is left costs less. */
    private void everything(Needle needle) throws IOException {
        names(needle);
        in(List.of(TextField.BODY), needle);
        for (KeptField kept : KeptField.WHOLE) {
            FixedBitSet left = left();
            if (left.cardinality() > 0) {
                sure.or(new KeptSearch(segment, left).findWithName(kept, needle));
                maybe.or(having(kept.tooLong()));
            }
        }
        in(HEADER, needle);
    }

    private void in(List<TextField> fields, Needle needle) throws IOException {
        for (TextField field : fields) {
            FixedBitSet left = left();
            if (left.cardinality() > 0) {
                add(in(field, left).find(needle));
            }
        }
    }

    private FixedBitSet left() {
        FixedBitSet left = among.clone();
        left.andNot(sure);
        return left;
    }

    /** Names of header fields, and what stands across a name's end and its value's beginning. */
    private void names(Needle needle) throws IOException {
        String folded = needle.folded();
        for (String name : names(name -> (name + ": ").contains(folded))) {
            sure.or(having(Terms.named(name)));
        }
        // Not all of such a name is known.
        for (String name : names(name -> name.length() >= Terms.LONGEST - 1)) {
            maybe.or(having(Terms.named(name)));
        }
        int end = folded.indexOf(": ") + 2;
        if (end >= 2 && end < folded.length()) {
            Needle behind = Needle.of(folded.substring(end));
            for (String name : names(name -> (name + ": ").endsWith(folded.substring(0, end)))) {
                if (KeptField.whole(name).isEmpty()) {
                    FixedBitSet both = having(Terms.named(name));
                    FieldSearch.Found found = in(TextField.of(name), among).find(behind, both);
                    maybe.or(found.sure());
                    maybe.or(found.maybe());
                }
            }
        }
    }

    private List<String> names(Predicate<String> fits) throws IOException {
        List<String> fitting = new ArrayList<>();
        org.apache.lucene.index.Terms all = segment.terms(TextField.NAMES);
        if (all != null) {
            TermsEnum walk = all.iterator();
            for (BytesRef term = walk.next(); term != null; term = walk.next()) {
                String name = term.utf8ToString();
                if (name.charAt(0) == Terms.NAMED_FIELD && fits.test(name.substring(1))) {
                    fitting.add(name.substring(1));
                }
            }
        }
        return fitting;
    }

    private FixedBitSet having(String term) throws IOException {
        FixedBitSet having = new FixedBitSet(among.length());
        org.apache.lucene.index.Terms all = segment.terms(TextField.NAMES);
        TermsEnum terms = all == null ? TermsEnum.EMPTY : all.iterator();
        if (terms.seekExact(new BytesRef(term))) {
            PostingsEnum postings = terms.postings(null, PostingsEnum.NONE);
            for (int doc = postings.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = postings.nextDoc()) {
                having.set(doc);
            }
            having.and(among);
        }
        return having;
    }
}
