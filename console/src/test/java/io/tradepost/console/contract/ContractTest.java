package io.tradepost.console.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.tradepost.console.contract.Violation.Rule;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractTest {
    private static final String DOCUMENT = """
            paths:
              /things/{code}:
                get:
                  operationId: getThing
                  x-roles: [officer]
                  parameters:
                    - {name: code, in: path, required: true, schema: {type: string, maxLength: 3, pattern: "^[a-z]*$"}}
                    - {$ref: "#/components/parameters/size"}
                    - {name: word, in: query, required: true, schema: {type: string, minLength: 1}}
            components:
              parameters:
                size: {name: size, in: query, schema: {type: integer, minimum: 1, maximum: 9, default: 4}}
            """;
    private static final Operation OPERATION = read(DOCUMENT).operation("getThing");

    @Test
    void aLawfulRequestGivesItsArgumentsWithDefaultsFilledIn() {
        Arguments arguments = OPERATION.check(Map.of("code", "abc"), "word=%E8%AF%8D", new byte[0]);
        assertThat(arguments.text("code")).isEqualTo("abc");
        assertThat(arguments.text("word")).isEqualTo("词");
        assertThat(arguments.whole("size")).isEqualTo(4);
        assertThat(OPERATION
                        .check(Map.of("code", "abc"), "size=9&word=x", new byte[0])
                        .whole("size"))
                .isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "abc  | word=x&other=1  | UNKNOWN  | other",
                "abc  | word=x&Size=1   | UNKNOWN  | Size",
                "abc  | word=x&code=abc | UNKNOWN  | code",
                "abc  | size=1          | MISSING  | word",
                "abc  | word=           | LENGTH   | word",
                "abc  | word=x&word=y   | REPEATED | word",
                "abc  | word=x&size=0   | RANGE    | size",
                "abc  | word=x&size=10  | RANGE    | size",
                "abc  | word=x&size=    | INTEGER  | size",
                "abc  | word=x&size=one | INTEGER  | size",
                "abc  | word=x&size=%2B1 | INTEGER | size",
                "abc  | word=x&size=01  | INTEGER  | size",
                "abc  | word=x&size=1.0 | INTEGER  | size",
                "abc  | word=x&size=99999999999999999999 | INTEGER | size",
                "abc  | word=x&size=%D9%A3 | INTEGER | size",
                "abcd | word=x          | LENGTH   | code",
                "a1   | word=x          | PATTERN  | code",
            })
    void aRequestThatBreaksItIsTold(String code, String query, Rule rule, String parameter) {
        assertThatThrownBy(() -> OPERATION.check(Map.of("code", code), query, new byte[0]))
                .asInstanceOf(type(ViolationException.class))
                .satisfies(e -> {
                    assertThat(e.violation().rule()).isEqualTo(rule);
                    assertThat(e.violation().parameter()).isEqualTo(parameter);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipleOf: 2", "exclusiveMinimum: true", "enum: [1]", "nullable: true", "format: int32"})
    void aConditionThatIsNotEnforcedIsNotAccepted(String condition) {
        assertThatThrownBy(() -> read(DOCUMENT.replace("minimum: 1", "minimum: 1, " + condition)))
                .isInstanceOf(ContractException.class)
                .hasMessageContaining("would not be enforced");
    }

    @Test
    void aDefaultMustItselfBeLawful() {
        assertThatThrownBy(() -> read(DOCUMENT.replace("default: 4", "default: 12")))
                .isInstanceOf(ViolationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "paths: {}", "[]", "nothing"})
    void aFileThatIsNoContractIsRefused(String document) {
        assertThatThrownBy(() -> read(document)).isInstanceOf(ContractException.class);
    }

    @Test
    void aReferenceToNothingIsRefused() {
        assertThatThrownBy(() -> read(DOCUMENT.replace("parameters/size", "parameters/sighs")))
                .isInstanceOf(ContractException.class)
                .hasMessageContaining("parameters/sighs");
    }

    private static Contract read(String document) {
        return Contract.read(document.getBytes(StandardCharsets.UTF_8));
    }
}
