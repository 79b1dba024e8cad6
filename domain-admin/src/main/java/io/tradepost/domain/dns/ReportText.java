package io.tradepost.domain.dns;

import io.tradepost.domain.text.Phrase;
import io.tradepost.domain.text.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report for a person at a terminal: what is well in one line each, what is not with what to do. */
public final class ReportText {
    private static final String DETAIL = "      ";

    private final Words words;
    private final StringBuilder text = new StringBuilder();

    private ReportText(Words words) {
        this.words = words;
    }

    /** The report as lines, the last one the result. */
    public static String of(DomainReport report, Words words) {
        ReportText text = new ReportText(words);
        text.write(report);
        return printable(text.text);
    }

    /** Strangers write what stands in the DNS; their control characters must not reach the terminal. */
    private static String printable(CharSequence text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints()
                .forEach(character -> safe.append(
                        character != '\n' && isUnsafe(character)
                                ? String.format("\\x%02X", character)
                                : Character.toString(character)));
        return safe.toString();
    }

    private static boolean isUnsafe(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.FORMAT;
    }

    private void write(DomainReport report) {
        line(
                "",
                Phrase.of(
                        "report.head",
                        report.domain(),
                        report.resolver(),
                        report.questions(),
                        report.took().toMillis()));
        text.append('\n');
        int width = report.findings().stream()
                .mapToInt(finding -> finding.id().length())
                .max()
                .orElse(0);
        Map<String, List<String>> waiting = new LinkedHashMap<>();
        for (Finding finding : report.findings()) {
            if (finding.isWaiting()) {
                String other = String.valueOf(finding.summary().arguments().getFirst());
                waiting.computeIfAbsent(other, unused -> new ArrayList<>()).add(finding.id());
            } else {
                write(finding, width);
            }
        }
        waiting.forEach((other, ids) -> line("  - ", Phrase.of("report.later", other, String.join(", ", ids))));
        text.append('\n');
        line("", result(report));
    }

    private void write(Finding finding, int width) {
        String mark = switch (finding.status()) {
            case FINE -> "✓";
            case PROBLEM -> finding.severity() == Severity.WARNING ? "!" : "✗";
            case UNDECIDED -> "?";
        };
        String id = finding.id() + " ".repeat(width - finding.id().length());
        text.append("  ").append(mark).append(' ').append(id).append("  ");
        text.append(words.say(finding.summary())).append('\n');
        if (finding.status() != Status.PROBLEM) {
            return;
        }
        listed("report.observed", finding.observed());
        listed("report.expected", finding.expected());
        finding.evidence().forEach(phrase -> line(DETAIL + "| ", phrase));
        int number = 1;
        for (Phrase step : finding.fix().steps()) {
            text.append(DETAIL).append(words.say(Phrase.of("report.todo"))).append(' ');
            text.append(number++).append(": ").append(words.say(step)).append('\n');
        }
        listed("report.publish", finding.fix().records());
        text.append(DETAIL).append(finding.rfc()).append("\n\n");
    }

    private void listed(String label, List<String> values) {
        values.forEach(value -> text.append(DETAIL)
                .append(words.say(Phrase.of(label)))
                .append(": ")
                .append(value)
                .append('\n'));
    }

    private Phrase result(DomainReport report) {
        long problems = count(report, Status.PROBLEM);
        long undecided = count(report, Status.UNDECIDED);
        if (problems > 0) {
            return Phrase.of("report.problems", problems, undecided);
        }
        return undecided > 0 ? Phrase.of("report.undecided", undecided) : Phrase.of("report.fine");
    }

    private static long count(DomainReport report, Status status) {
        return report.findings().stream()
                .filter(finding -> finding.status() == status)
                .count();
    }

    private void line(String before, Phrase phrase) {
        text.append(before).append(words.say(phrase)).append('\n');
    }
}
