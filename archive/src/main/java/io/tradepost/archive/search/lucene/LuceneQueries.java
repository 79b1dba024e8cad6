package io.tradepost.archive.search.lucene;

import io.tradepost.archive.search.IndexQuery;
import java.util.List;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** Turns a query of ours into Lucene's. */
final class LuceneQueries {
    private LuceneQueries() {}

    static Query of(IndexQuery query) {
        return switch (query) {
            case IndexQuery.Everything all -> MatchAllDocsQuery.INSTANCE;
            case IndexQuery.Nothing none -> MatchNoDocsQuery.INSTANCE;
            case IndexQuery.Term term -> new TermQuery(new Term(term.field(), term.term()));
            case IndexQuery.Prefix prefix -> new PrefixQuery(new Term(prefix.field(), prefix.start()));
            case IndexQuery.Phrase phrase -> phrase(phrase);
            case IndexQuery.PhraseBeginning phrase -> new PhraseBeginningQuery(phrase);
            case IndexQuery.Range range -> LongPoint.newRangeQuery(range.field(), range.from(), range.to());
            case IndexQuery.All all -> all(all);
            case IndexQuery.Any any -> any(any.parts());
        };
    }

    private static Query phrase(IndexQuery.Phrase phrase) {
        PhraseQuery.Builder builder = new PhraseQuery.Builder();
        phrase.terms().forEach(one -> builder.add(new Term(phrase.field(), one.term()), one.position()));
        return builder.build();
    }

    private static Query all(IndexQuery.All all) {
        BooleanQuery.Builder builder = new BooleanQuery.Builder();
        all.must().forEach(part -> builder.add(of(part), Occur.FILTER));
        all.mustNot().forEach(part -> builder.add(of(part), Occur.MUST_NOT));
        if (all.must().isEmpty()) {
            builder.add(MatchAllDocsQuery.INSTANCE, Occur.FILTER);
        }
        return builder.build();
    }

    private static Query any(List<IndexQuery> parts) {
        BooleanQuery.Builder builder = new BooleanQuery.Builder();
        parts.forEach(part -> builder.add(of(part), Occur.SHOULD));
        return new ConstantScoreQuery(builder.build());
    }
}
