package io.tradepost.archive.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.Corpus;
import io.tradepost.archive.LinkStatus;
import io.tradepost.archive.Reader;
import io.tradepost.archive.SearchRequest;
import io.tradepost.archive.derive.DerivedMessage;
import io.tradepost.archive.payload.Payloads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds and schedules are tried on messages in hand; that must find just what the index finds. */
class QueryTrialTest {
    private static final int MAILS = 150;

    private static final List<String> QUERIES = List.of(
            "",
            "order",
            "合同",
            "訂單",
            "the",
            "re*",
            "subject:re",
            "subject:\"price list\"",
            "\"best regards\"",
            "\"regards best\"",
            "SO-2024-00123",
            "SO 2024 00123",
            "so202400123",
            "SO-2024-0012",
            "SO2024*",
            "so-20-24-00123",
            "b1*",
            "v2p*",
            "order:SO1",
            "order:SO*",
            "customer:C001",
            "customer:C999",
            "tag:linked",
            "tag:review",
            "-tag:linked",
            "NOT (order OR 合同)",
            "has:attachment",
            "has:unsearchable",
            "direction:inbound",
            "direction:outbound",
            "from:sender",
            "from:sender@one.example",
            "from:@one.example",
            "to:ours",
            "participant:\"b@ours.example\"",
            "(account:(\"b@ours.example\" OR \"c@ours.example\") OR participant:(\"c@ours.example\")) (price)",
            "account:b@ours.example",
            "domain:example",
            "domain:ours.example",
            "filename:pdf",
            "attachment:invoice",
            "size:>2k",
            "size:<=2k",
            "date:2024-05-03",
            "before:2024-05-03",
            "after:2024-05-02 -price",
            "id:" + IndexFixture.id(3));

    @TempDir
    Path folder;

    @Test
    void findsWhatTheIndexFinds() throws Exception {
        try (IndexFixture mails = new IndexFixture(folder)) {
            mails.mail("From: sender@one.example\nTo: b@ours.example\nSubject: price list", "best regards 合同");
            mails.mail("From: sender@two.example\nTo: c@ours.example\nSubject: Re: order", "SO-2024-00123 订单号");
            mails.mail("From: sender@one.example\nTo: c@ours.example\nSubject: 订单", "regards. best price");
            mails.link(0, IndexFixture.link("order", "SO-1", "C001", LinkStatus.LINKED));
            mails.link(1, IndexFixture.link("customer", "C001", "C001", LinkStatus.SUGGESTED));
            for (Path mail : Corpus.files("mail").stream().limit(MAILS).toList()) {
                mails.raw(Files.readAllBytes(mail));
            }
            mails.follow();
            compare(mails);
        }
    }

    private static void compare(IndexFixture mails) {
        List<QueryTrial.State> states = new ArrayList<>();
        List<Long> sequences = new ArrayList<>();
        for (long sequence = 0; sequence < mails.journal.nextSequence(); sequence++) {
            mails.journal
                    .read(sequence)
                    .filter(record ->
                            record.kind().equals(Optional.of(io.tradepost.archive.journal.RecordKind.DELIVERY)))
                    .map(Payloads::delivery)
                    .ifPresent(delivery -> {
                        sequences.add(delivery.sequence());
                        states.add(new QueryTrial.State(
                                DerivedMessage.of(delivery),
                                mails.index
                                        .find(delivery.id())
                                        .filter(hit -> hit.linkEvent() >= 0)
                                        .flatMap(hit -> mails.journal.read(hit.linkEvent()))
                                        .map(record -> Payloads.link(record).links())
                                        .orElse(List.of())));
                    });
        }
        List<QueryTrial.Found> found = QueryTrial.run(QUERIES, states, ZoneOffset.UTC);
        int hits = 0;
        for (int i = 0; i < QUERIES.size(); i++) {
            Set<Long> tried = places(found.get(i).met(), sequences);
            Set<Long> open = places(found.get(i).open(), sequences);
            Set<Long> indexed = indexed(mails, QUERIES.get(i));
            assertThat(indexed).as(QUERIES.get(i)).containsAll(tried);
            indexed.removeAll(open);
            assertThat(tried).as("%s, of what was read", QUERIES.get(i)).isEqualTo(indexed);
            hits += tried.size();
        }
        assertThat(hits).isGreaterThan(MAILS * 5);
    }

    private static Set<Long> places(BitSet found, List<Long> sequences) {
        return found.stream().mapToObj(sequences::get).collect(java.util.stream.Collectors.toCollection(TreeSet::new));
    }

    private static Set<Long> indexed(IndexFixture mails, String query) {
        Set<Long> all = new TreeSet<>();
        Optional<String> cursor = Optional.empty();
        do {
            SearchHits page = mails.index.search(new SearchRequest(query, cursor, 100), Reader.Scope.ALL);
            page.hits().forEach(hit -> all.add(hit.sequence()));
            cursor = page.next();
        } while (cursor.isPresent());
        return all;
    }
}
