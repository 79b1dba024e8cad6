package io.tradepost.server.james.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.AuditEvent;
import io.tradepost.domain.account.Account;
import io.tradepost.domain.account.AccountAddress;
import io.tradepost.domain.account.Role;
import io.tradepost.domain.account.SignIn;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SignInRecorderTest {
    private static final AccountAddress LI =
            AccountAddress.parse("li@ours.example").orElseThrow();
    private static final SignIn WRONG = new SignIn.Refused(SignIn.Reason.WRONG_PASSWORD);
    private static final SignIn RIGHT =
            new SignIn.Accepted(new Account(LI, "Li", Role.STAFF, "", false, Instant.EPOCH, Instant.EPOCH));

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T08:00:00Z"));
    private final AtomicLong nanos = new AtomicLong();
    private final List<AuditEvent> recorded = new ArrayList<>();

    private SignInRecorder recorder(java.util.function.Consumer<AuditEvent> audit) {
        Clock clock = new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return java.util.Objects.requireNonNull(now.get());
            }
        };
        return new SignInRecorder(audit, clock, nanos::get);
    }

    @Test
    void ofAnAccountOneSignInAnHourIsRecorded() {
        SignInRecorder recorder = recorder(recorded::add);
        for (int i = 0; i < 100; i++) {
            recorder.record(LI, RIGHT);
        }
        assertThat(recorded).hasSize(1);
        now.updateAndGet(before -> before.plus(Duration.ofHours(1)));
        recorder.record(LI, RIGHT);
        assertThat(recorded)
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.who() + " " + event.action() + " " + event.outcome())
                        .isEqualTo("li@ours.example sign-in done"));
    }

    @Test
    void aFloodOfWrongPasswordsIsRecordedInBoundedNumber() {
        SignInRecorder recorder = recorder(recorded::add);
        for (int i = 0; i < 100_000; i++) {
            recorder.record(LI, WRONG);
        }
        assertThat(recorded)
                .hasSize(60)
                .allSatisfy(event -> assertThat(event.details()).containsEntry("reason", "wrong_password"));
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        recorder.record(LI, WRONG);
        assertThat(recorded.getLast().details()).containsEntry("leftOutBefore", "99940");
    }

    @Test
    void anArchiveThatCannotBeWrittenKeepsNobodyOutAndIsTriedAgain() {
        boolean[] full = {true};
        SignInRecorder recorder = recorder(event -> {
            if (full[0]) {
                throw ArchiveException.temporary("disk full", new IOException("no space"));
            }
            recorded.add(event);
        });
        recorder.record(LI, RIGHT);
        recorder.record(LI, WRONG);
        full[0] = false;
        recorder.record(LI, RIGHT);
        assertThat(recorded).hasSize(1);
    }
}
