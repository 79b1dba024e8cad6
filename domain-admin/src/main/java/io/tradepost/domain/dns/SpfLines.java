package io.tradepost.domain.dns;

import io.tradepost.domain.dns.spf.SpfBranch;
import io.tradepost.domain.dns.spf.SpfStep;
import io.tradepost.domain.dns.spf.SpfVerdict;
import io.tradepost.domain.text.AddressText;
import io.tradepost.domain.text.Phrase;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** SPF trees as indented lines. */
final class SpfLines {
    private static final int INDENT = 2;

    private final List<Phrase> lines = new ArrayList<>();

    private SpfLines() {}

    /** What the record leads to and what each term costs. */
    static List<Phrase> of(SpfBranch tree) {
        SpfLines lines = new SpfLines();
        lines.branch(tree, 0);
        return lines.lines;
    }

    /** How a verdict came about. */
    static List<Phrase> of(InetAddress client, SpfVerdict verdict) {
        SpfLines lines = new SpfLines();
        lines.lines.add(Phrase.of(
                "spf.line.verdict",
                AddressText.of(client),
                verdict.result().word(),
                verdict.lookups(),
                verdict.voids()));
        verdict.tree().steps().forEach(step -> lines.step(step, 1));
        return lines.lines;
    }

    private void branch(SpfBranch branch, int depth) {
        if (branch.state() != SpfBranch.State.RECORD) {
            lines.add(Phrase.of("spf.line.note", indent(depth), branch.domain(), branch.note()));
            return;
        }
        lines.add(Phrase.of("spf.line.record", indent(depth), branch.domain(), branch.lookups()));
        for (SpfBranch.Cost cost : branch.costs()) {
            if (cost.lookups() > 0) {
                lines.add(
                        cost.voids() == 0
                                ? Phrase.of(
                                        "spf.line.term",
                                        indent(depth + 1),
                                        cost.term().text(),
                                        cost.allLookups())
                                : Phrase.of(
                                        "spf.line.void",
                                        indent(depth + 1),
                                        cost.term().text(),
                                        cost.allLookups(),
                                        cost.voids()));
                cost.branches().forEach(next -> branch(next, depth + 2));
            }
        }
    }

    private void step(SpfStep step, int depth) {
        String mark = switch (step.effect()) {
            case MATCHED -> "✓";
            case PASSED_BY -> "·";
            case ENDED_IN_ERROR -> "✗";
        };
        lines.add(Phrase.of("spf.line.step", indent(depth), mark, step.text(), step.reason()));
        step.steps().forEach(next -> step(next, depth + 1));
    }

    private static String indent(int depth) {
        return " ".repeat(depth * INDENT);
    }
}
