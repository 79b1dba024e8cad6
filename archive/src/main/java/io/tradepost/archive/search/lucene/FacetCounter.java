package io.tradepost.archive.search.lucene;

import io.tradepost.archive.Facet;
import io.tradepost.archive.FacetCount;
import io.tradepost.archive.search.Fields;
import java.io.IOException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;

/** Counts values over all entries that match, one segment of the index after the other. */
final class FacetCounter {
    private final ZoneId zone;

    FacetCounter(ZoneId zone) {
        this.zone = zone;
    }

    Map<Facet, List<FacetCount>> count(IndexSearcher searcher, Query query, Set<Facet> facets, int most)
            throws IOException {
        Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
        Map<Facet, List<FacetCount>> answer = new EnumMap<>(Facet.class);
        for (Facet facet : facets) {
            Map<String, Long> counts = new HashMap<>();
            for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
                Scorer scorer = weight.scorer(leaf);
                if (scorer != null && facet == Facet.MONTH) {
                    months(leaf, scorer, counts);
                } else if (scorer != null) {
                    values(leaf, scorer, LuceneDocument.field(facet), counts);
                }
            }
            answer.put(facet, top(facet, counts, most));
        }
        return answer;
    }

    /** Most frequent first; months newest first, since a row of months is read as time. */
    private static List<FacetCount> top(Facet facet, Map<String, Long> counts, int most) {
        Comparator<FacetCount> order = facet == Facet.MONTH
                ? Comparator.comparing(FacetCount::value).reversed()
                : Comparator.comparingLong(FacetCount::count).reversed().thenComparing(FacetCount::value);
        return counts.entrySet().stream()
                .map(one -> new FacetCount(one.getKey(), one.getValue()))
                .sorted(order)
                .limit(most)
                .toList();
    }

    private static void values(LeafReaderContext leaf, Scorer scorer, String field, Map<String, Long> into)
            throws IOException {
        SortedSetDocValues values = DocValues.getSortedSet(leaf.reader(), field);
        Bits live = leaf.reader().getLiveDocs();
        int[] counts = new int[Math.toIntExact(values.getValueCount())];
        DocIdSetIterator docs = scorer.iterator();
        for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
            if ((live == null || live.get(doc)) && values.advanceExact(doc)) {
                for (int i = 0; i < values.docValueCount(); i++) {
                    counts[(int) values.nextOrd()]++;
                }
            }
        }
        for (int ord = 0; ord < counts.length; ord++) {
            if (counts[ord] > 0) {
                into.merge(values.lookupOrd(ord).utf8ToString(), (long) counts[ord], Long::sum);
            }
        }
    }

    private void months(LeafReaderContext leaf, Scorer scorer, Map<String, Long> into) throws IOException {
        NumericDocValues times = DocValues.getNumeric(leaf.reader(), Fields.TIME);
        Bits live = leaf.reader().getLiveDocs();
        Month month = Month.of(0, zone);
        Map<Month, Long> counts = new HashMap<>();
        DocIdSetIterator docs = scorer.iterator();
        for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
            if ((live == null || live.get(doc)) && times.advanceExact(doc)) {
                long time = times.longValue();
                if (time < month.from || time >= month.behind) {
                    month = Month.of(time, zone);
                }
                counts.merge(month, 1L, Long::sum);
            }
        }
        counts.forEach((one, count) -> into.merge(one.name, count, Long::sum));
    }

    /** Neighbours mostly lie in the same month, so the calendar is rarely asked. */
    private record Month(String name, long from, long behind) {
        static Month of(long time, ZoneId zone) {
            YearMonth month = YearMonth.from(Instant.ofEpochMilli(time).atZone(zone));
            return new Month(month.toString(), start(month, zone), start(month.plusMonths(1), zone));
        }

        private static long start(YearMonth month, ZoneId zone) {
            return month.atDay(1).atStartOfDay(zone).toInstant().toEpochMilli();
        }
    }
}
