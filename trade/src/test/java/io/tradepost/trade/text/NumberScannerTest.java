package io.tradepost.trade.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumberScannerTest {

    private static final NumberScanner SCANNER = new NumberScanner(book(
            "SO-2024-00123",
            "SO-2024-00123-7",
            "TP24-0457X",
            "QT 24/03-0012",
            "54321",
            "84713000",
            "20240115",
            "13812345678",
            "A-123",
            "DE89370400440532013000",
            "0532013000",
            "2024-00456"));

    /** The last column lists what must be found, as it stands in the text. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "please ship SO-2024-00123 today|SO-2024-00123",
                "so2024.00123|so2024.00123",
                "SO_2024_00123_final.pdf|SO_2024_00123",
                "S O 2024 00123|S O 2024 00123",
                "SO - 2024 - 00123|SO - 2024 - 00123",
                "SO–2024–00123|SO–2024–00123",
                "the longer one wins: SO-2024-00123-7|SO-2024-00123-7",
                "SO-2024-00123-8|SO-2024-00123",
                "two: TP24-0457X/SO-2024-00123|TP24-0457X;SO-2024-00123",
                "MY-SO-2024-00123|SO-2024-00123",
                "SO-2024-001234|``",
                "qt2403-0012!|qt2403-0012",
                "https://x.example/o?n=SO-2024-00123&x=1|SO-2024-00123",
                // digits
                "PO 54321|54321",
                "P.O. No.: 54321|54321",
                "PO#54321|54321",
                "po-54321|54321",
                "S/C 54321|54321",
                "Proforma Invoice No 54321|54321",
                "your order number is 54321.|54321",
                "Sales Contract: 54321|54321",
                "合同号 54321|54321",
                "发票54321已开|54321",
                "54321号订单|54321",
                "订单编号：54321|54321",
                "Bestellung Nr. 54321|54321",
                "orders 11111, 22222 and 54321|54321",
                "order [54321]|54321",
                "54321|``",
                "so 54321 of them|``",
                "SO 54321|54321",
                "order 54321 pcs|``",
                "order 54321件|``",
                "order for USD 54321|``",
                "order: 54321.00|``",
                "order 1,54321|``",
                "order 54321 USD|``",
                "invoice of 54321 EUR|``",
                "in order to reach 54321|``",
                "tel. 54321|``",
                "order hotline +49 54321|``",
                "fax: 0049 54321|``",
                "电话：54321|``",
                "HS code: 84713000|``",
                "order 2024-01-15|``",
                "order 15/01/2024|``",
                "shipment 20240115|``",
                "mobile 13812345678|``",
                "2024-00456|``",
                "order 2024-00456|2024-00456",
                "order 10.54321.2|``",
                "order at 12:54321|``",
                // weak
                "A-123|A-123",
                "a 123|``",
                "item A123|``",
                "order A123|A123",
                // IBAN
                "DE89 3704 0044 0532 0130 00|``",
                "IBAN DE89370400440532013000|``",
            })
    void finds(String text, String expected) {
        Set<String> wanted = new HashSet<>(Set.of(expected.isEmpty() ? new String[0] : expected.split(";", -1)));
        assertThat(SCANNER.scan(text).stream()
                        .filter(number -> !number.bare())
                        .map(FoundNumber::written)
                        .collect(Collectors.toSet()))
                .isEqualTo(wanted);
    }

    @Test
    void joinsNothingOverTheEndOfALine() {
        assertThat(SCANNER.scan("SO-2024-\n00123")).isEmpty();
        assertThat(SCANNER.scan("PO\n54321")).allMatch(FoundNumber::bare);
    }

    @Test
    void givesLongBareDigitsAsAHintOnly() {
        assertThat(SCANNER.scan("see 84713000 please"))
                .extracting(FoundNumber::bare)
                .containsExactly(true);
    }

    private static NumberBook book(String... numbers) {
        Map<String, String> bySkeleton = new HashMap<>();
        Set<Long> shapes = new HashSet<>();
        int longest = 1;
        for (String number : numbers) {
            String skeleton = Skeleton.of(number);
            bySkeleton.put(skeleton, number);
            shapes.add(Skeleton.shape(skeleton));
            longest = Math.max(longest, NumberScanner.runsIn(number));
        }
        int longestInRuns = longest;
        return new NumberBook() {
            @Override
            public boolean hasShape(long shape) {
                return shapes.contains(shape);
            }

            @Override
            public boolean has(long hash, CharSequence skeleton) {
                assertThat(hash).isEqualTo(Skeleton.hash(skeleton));
                return bySkeleton.containsKey(skeleton.toString());
            }

            @Override
            public boolean hasWritten(String skeleton, String written) {
                return written.equalsIgnoreCase(bySkeleton.get(skeleton));
            }

            @Override
            public int longestInRuns() {
                return longestInRuns;
            }
        };
    }
}
