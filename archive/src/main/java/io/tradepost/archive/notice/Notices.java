package io.tradepost.archive.notice;

import io.tradepost.archive.Reader;
import io.tradepost.archive.access.Person;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.law.LawRegister;
import io.tradepost.archive.law.Names;
import io.tradepost.archive.law.Recorder;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The desk for monitoring notices. */
public final class Notices {
    private final LawRegister register;
    private final NoticeBook book;
    private final Recorder recorder;
    private final Clock clock;

    /** Over the register that tells this book. */
    public Notices(LawRegister register, NoticeBook book, Recorder recorder, Clock clock) {
        this.register = register;
        this.book = book;
        this.recorder = recorder;
        this.clock = clock;
    }

    /** All of them, in the order in which they were recorded. */
    public List<Notice> list() {
        return register.exclusively(book::all);
    }

    /**
     * Records that a person was told.
     *
     * @param version of the text
     * @param sha256  of it
     * @param at      when; now if nothing is given
     */
    public Notice record(
            Person person, String version, String sha256, Notice.How how, Optional<Instant> at, Reader by) {
        return recorder.orRefused(by, "notice-record", person.account(), () -> {
            String which = Names.needed("version", version);
            Instant now = clock.instant();
            Notice notice = new Notice(person, which, sha256, at.orElse(now), how, now, by.who());
            register.exclusively(
                    () -> register.append(RecordKind.MONITORING_NOTICE, NoticeBook.told(notice, by.origin())));
            return notice;
        });
    }

    /** Those of these people of whom it is not on record that they were told by this version. */
    public List<Person> missing(Collection<Person> people, String version) {
        List<Notice> all = list();
        return people.stream()
                .filter(person -> all.stream()
                        .noneMatch(notice -> notice.person().equals(person)
                                && notice.version().equals(version)))
                .toList();
    }
}
