package io.tradepost.archive.notice;

import io.tradepost.archive.access.Person;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.law.Book;
import io.tradepost.archive.payload.Facts;
import io.tradepost.archive.payload.LawEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** All notices, and how they stand in records of kind 11. */
public final class NoticeBook implements Book {
    private static final String TOLD = "told";

    private final List<Notice> notices = new ArrayList<>();

    @Override
    public Set<RecordKind> kinds() {
        return Set.of(RecordKind.MONITORING_NOTICE);
    }

    @Override
    public void take(RecordKind kind, long sequence, LawEntry entry) {
        if (entry.action().equals(TOLD)) {
            Facts facts = entry.facts();
            notices.add(new Notice(
                    new Person(facts.text("account")),
                    facts.text("version"),
                    facts.text("sha256"),
                    facts.time("toldAt"),
                    Notice.How.valueOf(facts.text("how").toUpperCase(Locale.ROOT)),
                    entry.at(),
                    entry.by()));
        }
    }

    List<Notice> all() {
        return List.copyOf(notices);
    }

    static LawEntry told(Notice notice, String origin) {
        return new LawEntry(
                TOLD,
                notice.recordedAt(),
                notice.by(),
                origin,
                new Facts(Map.of(
                        "account", notice.person().account(),
                        "version", notice.version(),
                        "sha256", notice.sha256(),
                        "toldAt", notice.at().toString(),
                        "how", notice.how().word())));
    }
}
