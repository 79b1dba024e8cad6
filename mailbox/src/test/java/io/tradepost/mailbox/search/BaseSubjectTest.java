package io.tradepost.mailbox.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left of a subject (RFC 5256 section 2.1). */
class BaseSubjectTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "offer | offer | false",
                "re: offer | offer | true",
                "re: fwd: re : fw: offer | offer | true",
                "re[2]: offer | offer | true",
                "[sales] re: [sales] offer | offer | true",
                "[sales] [spam] offer | offer | false",
                "offer (fwd) (fwd) | offer | true",
                "[fwd: re: offer (fwd)] | offer | true",
                "re:   two    words | two words | true",
                "[sales] | [sales] | false",
                "re: [sales] | [sales] | true",
                "reoffer: x | reoffer: x | false",
                "[fwd: not closed | [fwd: not closed | false",
                "回复: 订单 | 回复: 订单 | false",
            })
    void leavesWhatThePersonWrote(String subject, String base, boolean reply) {
        assertThat(BaseSubject.of(subject)).isEqualTo(new BaseSubject(base, reply));
    }

    @Test
    void leavesNothingOfASubjectThatIsOnlyAReply() {
        assertThat(BaseSubject.of("re: ")).isEqualTo(new BaseSubject("", true));
        assertThat(BaseSubject.of("")).isEqualTo(new BaseSubject("", false));
    }

    @Test
    void isThroughWithAnyNumberOfPrefixes() {
        assertThat(BaseSubject.of("re: [a] fwd: ".repeat(70) + "offer").text()).isEqualTo("offer");
        assertThat(BaseSubject.of("[fwd:".repeat(100) + "x" + "]".repeat(100)).text())
                .isEqualTo("x");
        assertThat(BaseSubject.of("x" + " (fwd)".repeat(150)).text()).isEqualTo("x");
        for (String piece : List.of("re:", "[", "[a]", "[fwd:", "(fwd)", " ", "fw[", "x")) {
            assertThat(BaseSubject.of(piece.repeat(50_000)).text()).hasSizeLessThanOrEqualTo(1_000);
        }
    }
}
