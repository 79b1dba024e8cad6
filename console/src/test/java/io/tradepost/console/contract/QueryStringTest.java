package io.tradepost.console.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.tradepost.console.contract.Violation.Rule;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryStringTest {
    @Test
    void namesAndValuesAreDecoded() {
        assertThat(QueryString.parse("q=%E5%90%88%E5%90%8C+no.%2B1&limit=5&&flag"))
                .isEqualTo(Map.of("q", "合同 no.+1", "limit", "5", "flag", ""));
        assertThat(QueryString.parse("")).isEmpty();
        assertThat(QueryString.parse("q=a=b")).containsEntry("q", "a=b");
    }

    @Test
    void aNameGivenTwiceIsRefused() {
        refused("q=a&limit=1&%71=b", Rule.REPEATED, "q");
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=%", "q=%4", "q=%zz", "q=%+1", "q=%-1", "q=%ff", "q=%c0%80", "q=%ed%a0%80", "q=\u00e9"})
    void brokenEncodingIsRefusedAndNotDropped(String query) {
        refused(query, Rule.ENCODING, "q");
    }

    @Test
    void whateverIsEncodedComesBackAsItWas() {
        Random random = new Random(20_261_123);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(20), 1, 0x3000)
                    .filter(c -> !Character.isSurrogate((char) c))
                    .forEach(text::appendCodePoint);
            String encoded = URLEncoder.encode(text.toString(), StandardCharsets.UTF_8);
            assertThat(QueryString.parse("q=" + encoded)).containsEntry("q", text.toString());
        }
    }

    private static void refused(String query, Rule rule, String parameter) {
        assertThatThrownBy(() -> QueryString.parse(query))
                .asInstanceOf(type(ViolationException.class))
                .satisfies(e -> {
                    assertThat(e.violation().rule()).isEqualTo(rule);
                    assertThat(e.violation().parameter()).isEqualTo(parameter);
                });
    }
}
