package io.tradepost.archive.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.Direction;
import io.tradepost.archive.Envelope;
import io.tradepost.archive.Facet;
import io.tradepost.archive.FacetCount;
import io.tradepost.archive.LinkStatus;
import io.tradepost.archive.QueryException;
import io.tradepost.archive.Reader;
import io.tradepost.archive.SearchRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a search promises, whichever engine keeps the index. */
abstract class SearchContract {
    @TempDir
    Path folder;

    IndexFixture mails;

    /** An index with nothing in it, the same one each time for one test. */
    abstract IndexFixture.Engine engine();

    @BeforeEach
    void open() {
        mails = new IndexFixture(folder, engine());
    }

    @AfterEach
    void close() {
        mails.close();
    }

    void expect(String query, long... sequences) {
        List<Long> expected = java.util.Arrays.stream(sequences).boxed().toList();
        assertThat(mails.found(query)).as(query).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void findsChineseByAnySubstring() {
        long one = mails.mail("Subject: 关于合同", "我们公司需要一千台太阳能热水器，请尽快报价。");
        long two = mails.mail("Subject: x", "我們公司需要太陽能板");
        mails.mail("Subject: y", "公 司"); // characters apart are no word
        mails.follow();
        expect("公司需要", one, two);
        expect("太阳能", one, two);
        expect("太陽能熱水器", one);
        expect("热水器，请尽快", one);
        expect("器请");
        expect("司公");
        expect("合同", one);
        expect("subject:合同", one);
        expect("body:合同");
        expect("板", two);
        expect("千台太阳能热水器，请", one);
        expect("\"太阳能\" -合同", two);
    }

    @Test
    void findsJapaneseKoreanAndThaiBySubstringToo() {
        long japanese = mails.mail("Subject: ご注文", "カタログをお送りください。ガス");
        long korean = mails.mail("Subject: 주문", "견적서를 보내주세요");
        long thai = mails.mail("Subject: ใบเสนอราคา", "กรุณาส่งใบเสนอราคา");
        mails.follow();
        expect("タログ", japanese);
        expect("ｶﾀﾛｸﾞ", japanese);
        expect("カス");
        expect("견적", korean);
        expect("เสนอ", thai);
    }

    @Test
    void findsNumbersWithAndWithoutSeparators() {
        long dashes = mails.mail("Subject: order", "our number SO-2024-00123, thanks");
        long plain = mails.mail("Subject: order", "our number SO202400123, thanks");
        long spaces = mails.mail("Subject: order", "our number SO 2024 00123, thanks");
        long other = mails.mail("Subject: order", "our number SO-2024-00124; 00123 pieces in 2024");
        mails.follow();
        for (String query : List.of("SO202400123", "SO-2024-00123", "so/2024/00123", "\"SO 2024 00123\"", "SO2024*")) {
            assertThat(mails.found(query)).as(query).contains(dashes, plain, spaces);
        }
        expect("SO202400123", dashes, plain, spaces);
        expect("SO-2024-00123", dashes, plain, spaces);
        expect("2024-00123", dashes, plain, spaces);
        expect("2024 00123", dashes, plain, spaces, other);
        expect("SO-2024-00124", other);
        expect("00123 SO", dashes, spaces, other);
        expect("SO20240012");
    }

    /** No joined form of these is kept, since a row of the parts says as much. */
    @Test
    void findsLettersAndDigitsInTurnHoweverTheyAreWritten() {
        long plain = mails.mail("Subject: part", "model AB12CD34 as drawn");
        long signs = mails.mail("Subject: part", "model AB-12-CD-34 as drawn");
        long longer = mails.mail("Subject: part", "model AB12CD345EF as drawn");
        long other = mails.mail("Subject: part", "model AB12CE34, 12AB, CD34");
        mails.follow();
        for (String query : List.of("AB12CD34", "ab-12-cd-34", "\"AB 12 CD 34\"", "A-B12CD34", "AB1-2CD34")) {
            expect(query, plain, signs);
        }
        expect("AB12CD3*", plain, signs, longer);
        expect("AB12CD*", plain, signs, longer);
        expect("AB12C*", plain, signs, longer, other);
        expect("ab-12-c*", plain, signs, longer, other);
        expect("subject:AB12*");
        expect("AB12CD5*");
        expect("12CD34*", plain, signs, longer);
    }

    @Test
    void foldsCaseWidthAndDiacritics() {
        long one = mails.mail("Subject: Angebot", "Größe, Crème brûlée, Łódź, ＡＢＣ１２３ and e-mail");
        mails.follow();
        for (String query :
                List.of("grosse", "GRÖSSE", "creme", "brulee", "lodz", "abc123", "ABC-123", "email", "e-mail")) {
            expect(query, one);
        }
    }

    @Test
    void findsAddressesAndDomainsByPart() {
        long one = mails.mail(
                "From: \"Zhang, San\" <san.zhang@mail.acme.com.cn>\nTo: Sales <sales@ours.example>\nCc: boss@ours.example\nSubject: x",
                "hello");
        long two = mails.mail("From: info@acme.de\nTo: sales@ours.example\nSubject: x", "hello");
        mails.follow();
        expect("from:san.zhang@mail.acme.com.cn", one);
        expect("from:SAN.ZHANG@MAIL.ACME.COM.CN", one);
        expect("from:zhang", one);
        expect("from:acme", one, two);
        expect("from:acme.com.cn", one);
        expect("from:@acme.com.cn", one);
        expect("from:\"zhang san\"", one);
        expect("to:zhang");
        expect("to:sales", one, two);
        expect("cc:boss@ours.example", one);
        expect("domain:acme.com.cn", one);
        expect("domain:mail.acme.com.cn", one);
        expect("domain:acme.de", two);
        expect("domain:acme");
        expect("domain:cn", one);
        expect("participant:envelope@sender.example", one, two);
        expect("participant:sales@ours.example", one, two);
        expect("participant:boss", one);
        expect("account:b@ours.example", one, two);
        expect("san.zhang@mail.acme.com.cn", one);
    }

    @Test
    void bccIsWhoeverStandsInNoHeader() {
        long one = mails.raw(
                "From: a@ours.example\nTo: b@x.example\nCc: c@x.example\nSubject: s\n\nt"
                        .getBytes(StandardCharsets.UTF_8),
                new Envelope("a@ours.example", List.of("B@X.example", "c@x.example", "hidden@y.example")),
                Direction.OUTBOUND);
        mails.follow();
        expect("bcc:hidden@y.example", one);
        expect("bcc:hidden", one);
        expect("bcc:b@x.example");
        expect("participant:hidden@y.example", one);
        expect("to:hidden");
        expect("direction:outbound", one);
        expect("direction:inbound");
    }

    @Test
    void filtersByDateSizeAndWhatAMessageHas() {
        long may = mails.at("2024-05-03T23:58:00Z").mail("Subject: a", "see https://x.example/a");
        long june = mails.at("2024-06-01T00:00:00Z").mail("Subject: b", "x".repeat(30_000));
        long attached = mails.at("2025-01-01T00:00:00Z").raw("""
                Subject: c
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=q

                --q
                Content-Type: text/plain

                hi
                --q
                Content-Type: application/pdf; name="报价单 2024.pdf"
                Content-Disposition: attachment
                Content-Transfer-Encoding: base64

                QUJD
                --q
                Content-Type: text/csv
                Content-Disposition: attachment; filename=parts.csv

                valve,brass
                --q--
                """.getBytes(StandardCharsets.UTF_8));
        mails.follow();
        expect("date:2024", may, june);
        expect("date:2024-05", may);
        expect("date:2024-05-03", may);
        expect("date:2024-05-04");
        expect("date:2024-05..2024-06", may, june);
        expect("date:2024-06..", june, attached);
        expect("date:..2024-05-31", may);
        expect("before:2024-06", may);
        expect("after:2024-05", june, attached);
        expect("after:2024", attached);
        expect("size:>20k", june);
        expect("size:<20k", may, attached);
        expect("size:1..1M", may, june, attached);
        expect("has:attachment", attached);
        expect("has:link", may);
        expect("has:unsearchable", attached);
        expect("filename:报价", attached);
        expect("filename:parts.csv", attached);
        expect("attachment:brass", attached);
        expect("filename:brass");
        expect("brass", attached);
        expect("报价单", attached);
    }

    @Test
    void followsTheNewestDecisionOnLinks() {
        long one = mails.mail("Subject: a", "x");
        long two = mails.mail("Subject: b", "y");
        mails.link(0, IndexFixture.link("order", "SO-2024-00123", "C-001", LinkStatus.LINKED));
        mails.link(1, IndexFixture.link("order", "SO-2024-00123", "C-001", LinkStatus.SUGGESTED));
        mails.follow();
        expect("customer:C-001", one);
        expect("customer:c001", one);
        expect("order:SO202400123", one);
        expect("tag:linked", one);
        expect("tag:review", two);
        mails.link(0);
        mails.link(1, IndexFixture.link("customer", "C-002", "C-002", LinkStatus.LINKED));
        mails.follow();
        expect("customer:C-001");
        expect("tag:linked", two);
        expect("customer:C-002", two);
        expect("tag:review");
        expect("", one, two);
        assertThat(mails.index
                        .search(new SearchRequest("", Optional.empty(), 10), Reader.Scope.LINKED_TO_CUSTOMERS)
                        .hits())
                .extracting(SearchHits.Hit::sequence)
                .containsExactly(two);
    }

    @Test
    void combinesConditions() {
        long one = mails.mail("Subject: apple banana", "cherry");
        long two = mails.mail("Subject: apple", "durian");
        long three = mails.mail("Subject: banana", "durian");
        mails.follow();
        expect("apple banana", one);
        expect("apple AND banana", one);
        expect("apple OR banana", one, two, three);
        expect("apple -banana", two);
        expect("NOT apple", three);
        expect("durian NOT (apple OR cherry)", three);
        expect("(apple OR banana) durian", two, three);
        expect("（apple OR banana）durian", two, three);
        expect("subject:(apple banana)", one);
        expect("subject：apple", one, two);
        expect("“apple banana”", one);
        expect("\"banana apple\"");
        expect("app*", one, two);
        expect("NOT NOT apple", one, two);
        expect("-(-apple)", one, two);
        expect("id:" + IndexFixture.id(1), two);
    }

    @Test
    void findsByMessageIdHeader() {
        long one = mails.mail("Message-ID: <abc.1@x.example>\nSubject: s", "t");
        mails.follow();
        expect("id:<abc.1@x.example>", one);
        expect("id:abc.1@x.example", one);
        assertThat(mails.index.byMessageIdHeader("<abc.1@x.example>", 5)).hasSize(1);
    }

    @Test
    void errorsPointAtTheCharacterAndSayWhatToDo() {
        error("form:zhang", 0, "unknown field 'form:', did you mean 'from:'?");
        error("hello subjcet:x", 6, "did you mean 'subject:'");
        error("a (b OR c", 2, "never closed");
        error("a) b", 1, "closes nothing");
        error("\"abc", 0, "never closed");
        error("a OR", 2, "nothing behind OR");
        error("OR a", 0, "missing");
        error("a AND", 2, "nothing behind AND");
        error("NOT", 0, "nothing behind NOT");
        error("()", 0, "nothing stands in these brackets");
        error("from:", 0, "nothing stands behind 'from:'");
        error("date:yesterday", 5, "no date");
        error("date:2024-13", 5, "calendar");
        error("date:2024-05..2024-04", 5, "ends before it begins");
        error("x size:1M", 7, "larger or smaller");
        error("size:>big", 6, "no size");
        error("has:wings", 4, "has:attachment");
        error("tag:nice", 4, "tag:linked");
        error("direction:up", 10, "direction:inbound");
        error("--- x", 2, "no letter");
        error("???", 0, "no letter and no digit");
        error("a*", 0, "two letters");
        error("(".repeat(40) + "x", 30, "levels of brackets");
        error("x ".repeat(300), 400, "conditions");
        error("x".repeat(5000), 4096, "longer than");
    }

    private void error(String query, int position, String part) {
        assertThatThrownBy(() -> mails.search(query))
                .as(query)
                .isInstanceOf(QueryException.class)
                .hasMessageContaining(part)
                .satisfies(e ->
                        assertThat(((QueryException) e).position()).as(query).isEqualTo(position));
    }

    @Test
    void colonsOfTheWebAndOfTimesAreNoFields() {
        long one = mails.mail("Subject: s", "see http://x.example/path at 12:30");
        mails.follow();
        expect("http://x.example/path", one);
        expect("12:30", one);
    }

    @Test
    void pagesStayWhereTheyAreWhileMailArrives() {
        for (int i = 0; i < 25; i++) {
            mails.mail("Subject: page", "n" + i);
        }
        mails.follow();
        List<Long> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            SearchHits page = mails.search("page", cursor, 10);
            assertThat(page.total()).isEqualTo(25);
            page.hits().forEach(hit -> seen.add(hit.sequence()));
            cursor = page.next();
            mails.mail("Subject: page", "new");
            mails.follow();
        } while (cursor.isPresent());
        assertThat(seen).hasSize(25).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(seen.stream().distinct()).hasSize(25);
        assertThat(mails.search("page", Optional.empty(), 10).total()).isEqualTo(28);
        String foreign = mails.search("page", Optional.empty(), 10).next().orElseThrow();
        assertThatThrownBy(() -> mails.search("other", Optional.of(foreign), 10))
                .isInstanceOf(QueryException.class);
        assertThatThrownBy(() -> mails.search("page", Optional.of("zzz"), 10)).isInstanceOf(QueryException.class);
    }

    @Test
    void snippetsShowThePlaceThatMatched() {
        mails.mail(
                "Subject: s",
                "first words. " + "filler ".repeat(3000) + "请报价太阳能热水器 SO-2024-00123 now. " + "more ".repeat(100));
        mails.follow();
        String snippet = mails.search("太陽能").hits().getFirst().snippet();
        assertThat(snippet).contains("太阳能热水器").hasSizeLessThanOrEqualTo(200);
        assertThat(mails.search("SO202400123").hits().getFirst().snippet()).contains("SO-2024-00123");
        assertThat(mails.search("subject:s").hits().getFirst().snippet()).isEmpty();
    }

    @Test
    void keepsItsPlaceOverAReopening() {
        long one = mails.mail("Subject: kept", "x");
        mails.follow();
        mails.index.close();
        mails.open();
        assertThat(mails.index.next()).isEqualTo(1);
        expect("kept", one);
    }

    @Test
    void hostileQueriesDoNoHarm() {
        mails.mail("Subject: s", "a".repeat(100_000) + " 中".repeat(1000));
        mails.follow();
        long start = System.nanoTime();
        for (String query : List.of(
                "中".repeat(4000),
                "a-".repeat(2000),
                "1 ".repeat(190),
                "\"" + "x y ".repeat(1000) + "\"",
                "aa* ".repeat(190),
                "-a ".repeat(190),
                "\u0000\ud83d x",
                "from:" + "a.b@".repeat(900))) {
            try {
                mails.search(query);
            } catch (QueryException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
        assertThat(java.time.Duration.ofNanos(System.nanoTime() - start)).isLessThan(java.time.Duration.ofSeconds(20));
    }

    @Test
    void marksAllThatMatchedInASnippet() {
        mails.mail("Subject: s", "valve, Valve and more valves; 太阳能热水器和太陽能板");
        mails.follow();
        SearchHits.Hit hit = mails.search("valve 太阳能").hits().getFirst();
        List<String> marked = hit.highlights().stream()
                .map(mark -> hit.snippet().substring(mark.start(), mark.end()))
                .toList();
        assertThat(marked).containsExactly("valve", "Valve", "太阳能", "太陽能");
        assertThat(mails.search("valve*").hits().getFirst().highlights()).hasSize(3);
        assertThat(mails.search("subject:s").hits().getFirst().highlights()).isEmpty();
    }

    @Test
    void findsASingleCharacterWhereverItStands() {
        long inside = mails.mail("Subject: a", "我公司们");
        long alone = mails.mail("Subject: b", "公 x");
        long last = mails.mail("Subject: c", "办公");
        mails.mail("Subject: d", "工");
        mails.follow();
        expect("公", inside, alone, last);
        expect("subject:公");
    }

    @Test
    void countsWhatMatches() {
        mails.at("2024-05-31T23:50:00Z");
        for (int i = 0; i < 3; i++) {
            mails.mail("From: Anna <a@x.example>\nSubject: apple", "n" + i);
        }
        mails.at("2024-06-02T00:00:00Z");
        mails.mail("From: b@y.example\nSubject: apple", "n");
        mails.mail("From: b@y.example\nSubject: pear", "n");
        mails.link(0, IndexFixture.link("order", "SO-1", "C-001", LinkStatus.LINKED));
        mails.link(3, IndexFixture.link("customer", "C-002", "C-002", LinkStatus.LINKED));
        mails.link(1, IndexFixture.link("customer", "C-002", "C-002", LinkStatus.SUGGESTED));
        mails.follow();
        var facets = mails.index
                .search(
                        new SearchRequest("apple", Optional.empty(), 1).counting(EnumSet.allOf(Facet.class)),
                        Reader.Scope.ALL)
                .facets();
        assertThat(facets)
                .containsEntry(
                        Facet.SENDER, List.of(new FacetCount("a@x.example", 3), new FacetCount("b@y.example", 1)))
                .containsEntry(Facet.CUSTOMER, List.of(new FacetCount("C-001", 1), new FacetCount("C-002", 1)))
                .containsEntry(Facet.MONTH, List.of(new FacetCount("2024-06", 1), new FacetCount("2024-05", 3)))
                .containsEntry(Facet.TYPE, List.of(new FacetCount("none", 4)))
                .containsEntry(Facet.DIRECTION, List.of(new FacetCount("inbound", 4)));
    }

    @Test
    void holdsAreFoundByNameForMailBeforeAndAfterThemUntilTheyAreReleased() {
        long one = mails.mail("Subject: acme offer", "x");
        long two = mails.mail("Subject: other", "acme");
        mails.mail("Subject: lunch", "z");
        mails.follow();
        mails.hold("case-7.2024", "acme");
        mails.hold("eu-1", "subject:offer");
        mails.follow();
        expect("hold:case-7.2024", one, two);
        expect("hold:EU1", one);
        expect("has:hold", one, two);
        expect("has:hold NOT hold:eu-1", two);
        long later = mails.mail("Subject: late", "acme again");
        mails.follow();
        expect("hold:case72024", one, two, later);
        mails.link(0, IndexFixture.link("order", "SO-1", "C-001", LinkStatus.LINKED));
        mails.follow();
        expect("hold:eu-1 customer:c-001", one);
        mails.release("case-7.2024");
        mails.follow();
        expect("hold:case-7.2024");
        expect("has:hold", one);
        expect("customer:c-001", one);
        mails.mail("Subject: later still", "acme once more");
        mails.follow();
        expect("hold:case-7.2024");
    }

    @Test
    void aHoldOverACustomerKeepsMailWhoseLinkIsTakenBackBeforeItOrAfter() {
        long never = mails.mail("Subject: a", "x");
        long before = mails.mail("Subject: b", "x");
        long after = mails.mail("Subject: c", "x");
        mails.link(1, IndexFixture.link("customer", "C1", "C1", LinkStatus.LINKED));
        mails.link(1, IndexFixture.link("customer", "C2", "C2", LinkStatus.LINKED));
        mails.follow();
        mails.hold("one", "customer:c1");
        mails.hold("none", "NOT customer:c2 subject:b");
        mails.follow();
        expect("hold:one", before);
        expect("hold:none", before);
        mails.link(2, IndexFixture.link("customer", "C1", "C1", LinkStatus.LINKED));
        mails.follow();
        expect("hold:one", before, after);
        mails.link(2);
        mails.follow();
        expect("hold:one", before, after);
        expect("customer:c1");
        expect("NOT has:hold", never);
    }

    @Test
    void holdsWhoseNamesAreLookedUpTheSameWayDoNotEndEachOther() {
        long one = mails.mail("Subject: one", "x");
        long two = mails.mail("Subject: two", "x");
        mails.hold("eu-1", "subject:one");
        mails.follow();
        mails.hold("eu1", "subject:two");
        mails.follow();
        expect("hold:eu1", one, two);
        mails.release("eu-1");
        mails.follow();
        expect("hold:eu1", two);
    }

    @Test
    void aWholeConversationIsFoundFromAnyOfItsMessages() {
        long first = mails.mail("Message-ID: <1@x>\nSubject: a", "x");
        long answer = mails.mail("Message-ID: <2@x>\nIn-Reply-To: <1@x>\nReferences: <1@x>\nSubject: a", "x");
        long lostParent = mails.mail("Message-ID: <4@x>\nReferences: <1@x>\n <3@x>\nSubject: a", "x");
        long sibling = mails.mail("Message-ID: <5@x>\nIn-Reply-To: <3@x>\nSubject: a", "x");
        long circle = mails.mail("Message-ID: <6@x>\nReferences: <7@x> <6@x>\nSubject: b", "x");
        long back = mails.mail("Message-ID: <7@x>\nReferences: <6@x>\nSubject: b", "x");
        long noId = mails.mail("Subject: c", "x");
        mails.follow();
        for (long start : List.of(first, answer, lostParent, sibling)) {
            assertThat(mails.thread(start)).containsExactly(first, answer, lostParent, sibling);
        }
        assertThat(mails.thread(circle)).containsExactly(circle, back);
        assertThat(mails.thread(noId)).isEmpty();
    }

    @Test
    void aMessageThatNamesAllTheWorldIsBounded() {
        StringBuilder references = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            mails.mail("Message-ID: <m" + i + "@x>\nSubject: a", "x");
            references.append("\n <m").append(i).append("@x>");
        }
        long hostile = mails.mail("Message-ID: <h@x>\nReferences:" + references + "\nSubject: a", "x");
        for (int i = 0; i < 600; i++) {
            mails.mail("Message-ID: <n" + i + "@x>\nIn-Reply-To: <n" + (i - 1) + "@x>\nSubject: a", "x");
        }
        mails.follow();
        assertThat(mails.thread(hostile)).hasSize(41);
        ThreadHits longest = mails.threadHits(hostile + 1);
        assertThat(longest.complete()).isFalse();
        assertThat(longest.hits()).hasSize(500);
    }

    @Test
    void whatIsForgottenIsFoundNoMore() {
        long kept = mails.mail("Subject: kept", "zebra");
        mails.mail("Subject: gone", "zebra");
        mails.follow();
        mails.event(new IndexEvent.Forgotten(IndexFixture.id(1)));
        mails.follow();
        mails.index.idle();
        expect("zebra", kept);
        expect("id:" + IndexFixture.id(1));
    }

    @Test
    void theSameAnswersComeFromAnIndexMadeAnew() {
        mails.mail("Subject: 合同 SO-2024-00123", "太阳能");
        mails.mail("Subject: b", "太阳能");
        mails.link(0, IndexFixture.link("order", "SO-1", "C-001", LinkStatus.LINKED));
        mails.hold("k", "subject:b");
        mails.follow();
        List<List<Long>> before = java.util.stream.Stream.of("太阳", "so202400123", "hold:k", "customer:c001", "")
                .map(mails::found)
                .toList();
        mails.index.clear();
        expect("");
        mails.follow();
        assertThat(java.util.stream.Stream.of("太阳", "so202400123", "hold:k", "customer:c001", "")
                        .map(mails::found))
                .containsExactlyElementsOf(before);
    }

    @Test
    void pagesGoDeep() {
        for (int i = 0; i < 12_000; i++) {
            mails.mail("Subject: deep", "n");
        }
        mails.follow();
        long expected = 11_999;
        Optional<String> cursor = Optional.empty();
        do {
            SearchHits page = mails.search("subject:deep", cursor, 500);
            assertThat(page.total()).isEqualTo(12_000);
            for (SearchHits.Hit hit : page.hits()) {
                assertThat(hit.sequence()).isEqualTo(expected--);
            }
            cursor = page.next();
        } while (cursor.isPresent());
        assertThat(expected).isEqualTo(-1);
    }
}
