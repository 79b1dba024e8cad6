package io.tradepost.console.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.AuditEvent;
import io.tradepost.console.Limits;
import io.tradepost.domain.account.AccountSettings;
import io.tradepost.domain.account.Accounts;
import io.tradepost.domain.account.IssuedToken;
import io.tradepost.domain.account.TokenRole;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The gate with real tokens and a clock that the test turns. */
class GateTest {
    private static final Route MAIL =
            new Route("mail", "/mail", Route.Kind.PAGE, Set.of(Access.OFFICER, Access.PLATFORM), call -> {});
    private static final Route METRICS =
            new Route("metrics", "/metrics", Route.Kind.PAGE, Set.of(Access.ADMIN), call -> {});
    private static final Route OPEN = new Route("open", "/open", Route.Kind.PAGE, Set.of(Access.ANYONE), call -> {});
    private static final Limits LIMITS = new Limits(2, 3, 4, 5, 16384, 65536, 100);
    private static final String ADDRESS = "192.0.2.7";

    private static Accounts accounts;
    private static IssuedToken officer;
    private static IssuedToken admin;

    private final AtomicLong nanos = new AtomicLong();
    private final List<AuditEvent> recorded = new ArrayList<>();
    private final Gate gate = new Gate(
            secret -> accounts.tokens().authenticate(secret),
            token -> java.util.Optional.empty(),
            recorded::add,
            Clock.systemUTC(),
            nanos::get,
            LIMITS);

    @BeforeAll
    static void openAccounts() {
        accounts = Accounts.open(AccountSettings.of(
                "jdbc:h2:mem:gate;DB_CLOSE_DELAY=-1", "sa", "", Set.of("tradepost.test"), Clock.systemUTC()));
        officer = accounts.tokens().create("officer of the gate", TokenRole.OFFICER);
        admin = accounts.tokens().create("admin of the gate", TokenRole.ADMIN);
    }

    @AfterAll
    static void closeAccounts() {
        accounts.close();
    }

    @Test
    void aTokenOpensWhatItsRoleMayCall() {
        Caller caller = gate.admit(MAIL, List.of("Bearer " + officer.secret()), ADDRESS, "/mail");
        assertThat(caller)
                .isEqualTo(new Caller("officer of the gate", Access.OFFICER, ADDRESS, java.util.Optional.empty()));
        assertThat(gate.admit(MAIL, List.of("bearer   " + officer.secret()), ADDRESS, "/mail")
                        .role())
                .isEqualTo(Access.OFFICER);
        assertThat(gate.admit(METRICS, List.of("Bearer " + admin.secret()), ADDRESS, "/mail")
                        .role())
                .isEqualTo(Access.ADMIN);
        assertThat(gate.admit(OPEN, List.of(), ADDRESS, "/mail").role()).isEqualTo(Access.ANYONE);
        assertThat(recorded).isEmpty();
    }

    @Test
    void anythingElseIsChallenged() {
        assertThat(refusal(MAIL).headers().get("WWW-Authenticate")).isEqualTo("Bearer realm=\"tradepost\"");
        assertThat(recorded).as("no token is no attempt").isEmpty();
        for (List<String> headers : List.of(List.of(""), List.of("Bearer"), List.of("Basic b2ZmaWNlcjpzZWNyZXQ="))) {
            Problem problem = refusal(MAIL, headers.toArray(String[]::new));
            assertThat(problem.kind()).as("%s", headers).isEqualTo(Problem.Kind.UNAUTHENTICATED);
            assertThat(problem.headers().get("WWW-Authenticate")).contains("invalid_request");
        }
        assertThat(refusal(MAIL, "Bearer " + officer.secret() + "x").headers().get("WWW-Authenticate"))
                .contains("invalid_token");
    }

    @Test
    void twoAuthorizationHeadersAreRefusedEvenIfOneIsGood() {
        assertThat(refusal(MAIL, "Bearer " + officer.secret(), "Bearer nonsense")
                        .kind())
                .isEqualTo(Problem.Kind.UNAUTHENTICATED);
        assertThat(refusal(MAIL, "Bearer " + officer.secret(), "Bearer " + officer.secret())
                        .kind())
                .isEqualTo(Problem.Kind.UNAUTHENTICATED);
    }

    @Test
    void aFailedSignInIsRecordedWithoutTheSecret() {
        refusal(MAIL, "Bearer tp_thisIsAGuess");
        assertThat(recorded).singleElement().satisfies(event -> {
            assertThat(event.action()).isEqualTo("sign-in");
            assertThat(event.outcome()).isEqualTo("refused");
            assertThat(event.origin()).isEqualTo("rest " + ADDRESS);
            assertThat(event.target()).isEqualTo("mail");
            assertThat(event.details()).containsEntry("path", "/mail/" + "x".repeat(194));
            assertThat(event.toString()).doesNotContain("thisIsAGuess");
        });
    }

    @Test
    void aRoleThatMayNotIsRefusedByNameAndRecorded() {
        Problem mail = refusal(MAIL, "Bearer " + admin.secret());
        assertThat(mail.kind()).isEqualTo(Problem.Kind.FORBIDDEN);
        assertThat(mail.sentence()).isEqualTo("forbidden.mail");
        assertThat(refusal(METRICS, "Bearer " + officer.secret()).arguments()).containsExactly("officer", "admin");
        assertThat(recorded).extracting(AuditEvent::who).containsExactly("admin of the gate", "officer of the gate");
    }

    @Test
    void tooManyFailedSignInsFromOneAddressAreNotLookedAtUntilItHasWaited() {
        for (int i = 0; i < 4; i++) {
            assertThat(refusal(MAIL, "Bearer guess" + i).kind()).isEqualTo(Problem.Kind.UNAUTHENTICATED);
        }
        Problem problem = refusal(MAIL, "Bearer guess4");
        assertThat(problem.kind()).isEqualTo(Problem.Kind.TOO_MANY_REQUESTS);
        assertThat(problem.headers()).containsEntry("Retry-After", "15");
        assertThat(recorded).hasSize(4);
        IssuedToken fresh = accounts.tokens().create("fresh", TokenRole.OFFICER);
        assertThat(refusal(MAIL, "Bearer " + fresh.secret()).kind()).isEqualTo(Problem.Kind.TOO_MANY_REQUESTS);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(15));
        assertThat(gate.admit(MAIL, List.of("Bearer " + fresh.secret()), ADDRESS, "/mail")
                        .name())
                .isEqualTo("fresh");
    }

    @Test
    void failedSignInsOfOthersDoNotLockOutATokenThatWasGood() {
        gate.admit(MAIL, List.of("Bearer " + officer.secret()), ADDRESS, "/mail");
        for (int i = 0; i < 20; i++) {
            refusal(MAIL, "Bearer guess" + i);
        }
        assertThat(gate.admit(MAIL, List.of("Bearer " + officer.secret()), ADDRESS, "/mail")
                        .role())
                .isEqualTo(Access.OFFICER);
    }

    @Test
    void aTokenThatWasGoodAndIsRevokedIsRefusedAtOnce() {
        IssuedToken doomed = accounts.tokens().create("doomed", TokenRole.OFFICER);
        gate.admit(MAIL, List.of("Bearer " + doomed.secret()), ADDRESS, "/mail");
        accounts.tokens().revoke("doomed");
        assertThat(refusal(MAIL, "Bearer " + doomed.secret()).kind()).isEqualTo(Problem.Kind.UNAUTHENTICATED);
    }

    @Test
    void allAddressesOfAnIpv6NetworkCountAsOne() {
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> gate.admit(MAIL, List.of("Bearer x"), "2001:db8:1:2::1", "/mail"))
                    .isInstanceOf(ProblemException.class);
        }
        Problem neighbour = problem(MAIL, "2001:db8:1:2:ffff::9", "Bearer x");
        assertThat(neighbour.kind()).isEqualTo(Problem.Kind.TOO_MANY_REQUESTS);
        assertThat(problem(MAIL, "2001:db8:1:3::1", "Bearer x").kind()).isEqualTo(Problem.Kind.UNAUTHENTICATED);
    }

    @Test
    void aTokenThatAsksTooOftenWaits() {
        List<String> header = List.of("Bearer " + officer.secret());
        for (int i = 0; i < 3; i++) {
            gate.admit(MAIL, header, ADDRESS, "/mail");
        }
        Problem problem = refusal(MAIL, header.getFirst());
        assertThat(problem.kind()).isEqualTo(Problem.Kind.TOO_MANY_REQUESTS);
        assertThat(problem.headers()).containsEntry("Retry-After", "1");
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(500));
        assertThat(gate.admit(MAIL, header, ADDRESS, "/mail").role()).isEqualTo(Access.OFFICER);
    }

    @Test
    void aFloodOfFailuresIsRecordedInBoundsAndCounted() {
        for (int i = 0; i < 1_000; i++) {
            nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(10));
            problem(MAIL, "192.0.2." + i % 250, "Bearer guess");
        }
        assertThat(recorded).hasSizeBetween(5, 7);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(10));
        problem(MAIL, "198.51.100.1", "Bearer guess");
        long counted = recorded.stream()
                .mapToLong(event -> Long.parseLong(event.details().getOrDefault("leftOutBefore", "0")))
                .sum();
        assertThat(counted + recorded.size()).isEqualTo(1_001);
    }

    @Test
    void aRefusalThatCannotBeRecordedIsARefusalStill() {
        Gate unrecorded = new Gate(
                secret -> accounts.tokens().authenticate(secret),
                token -> java.util.Optional.empty(),
                event -> {
                    throw ArchiveException.temporary("disk full", new IOException("no space"));
                },
                Clock.systemUTC(),
                nanos::get,
                LIMITS);
        ProblemException refused = catchThrowableOfType(
                ProblemException.class, () -> unrecorded.admit(MAIL, List.of("Bearer guess"), ADDRESS, "/mail"));
        assertThat(refused.problem().kind()).isEqualTo(Problem.Kind.UNAUTHENTICATED);
    }

    private Problem refusal(Route route, String... authorization) {
        return problem(route, ADDRESS, authorization);
    }

    private Problem problem(Route route, String address, String... authorization) {
        return catchThrowableOfType(
                        ProblemException.class,
                        () -> gate.admit(route, List.of(authorization), address, "/mail/" + "x".repeat(500)))
                .problem();
    }
}
