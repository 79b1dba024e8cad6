package io.tradepost.archive.export;

import io.tradepost.archive.ArchivedMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * What a person opens first: a page about the export and, a thousand messages each, pages that list them. Plain HTML
 * without scripts, for any browser of any year; every word that a stranger chose is escaped.
 */
final class IndexPages {
    /** Messages on one page. */
    static final int ROWS = 1000;

    private static final String BIDI_OR_CONTROL = "[\\p{Cntrl}\\u202a-\\u202e\\u2066-\\u2069\\u200e\\u200f]";
    private final ExportPlan plan;

    IndexPages(ExportPlan plan) {
        this.plan = plan;
    }

    static String pageName(long number) {
        return String.format(Locale.ROOT, "index/%05d.html", number);
    }

    /** The row of a message. */
    byte[] row(ArchivedMessage message, Map<String, String> paths) {
        StringBuilder row = new StringBuilder("<tr><td>");
        row.append(escape(message.receivedAt().toString())).append("</td><td>");
        row.append(escape(message.from().isEmpty() ? message.envelope().from() : message.from()))
                .append("</td><td>");
        row.append(escape(String.join(", ", message.envelope().to()))).append("</td><td>");
        row.append(escape(message.subject())).append("</td><td>");
        paths.forEach((format, path) -> row.append("<a href=\"../")
                .append(escape(path))
                .append("\">")
                .append(escape(format.toUpperCase(Locale.ROOT)))
                .append("</a> "));
        row.append("</td><td>").append(message.session().source().equals("smtp") ? "✓" : "–");
        row.append("</td><td><code>").append(escape(message.sha256())).append("</code></td></tr>\n");
        return row.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The row of a message that can't be given. */
    byte[] row(String id, String reason) {
        return ("<tr><td colspan=\"7\">" + escape(id) + ": " + escape(reason) + "</td></tr>\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    byte[] pageHead(long number) {
        return fill(
                "page-head.html",
                Map.of("number", Long.toString(number), "export", plan.id().value()));
    }

    byte[] pageEnd() {
        return fill("page-end.html", Map.of());
    }

    /** The first page. */
    byte[] front(ExportState state, String manifestSha256, long missing) {
        StringBuilder pages = new StringBuilder();
        for (long i = 1; i <= pages(plan.count()); i++) {
            pages.append("<a href=\"")
                    .append(pageName(i))
                    .append("\">")
                    .append(i)
                    .append("</a> ");
        }
        String asked = switch (plan.selection()) {
            case Selection.Query query -> query.text();
            case Selection.InCase in -> in.name().value();
        };
        boolean inCase = plan.selection() instanceof Selection.InCase;
        return fill(
                "front.html",
                Map.ofEntries(
                        Map.entry("export", plan.id().value()),
                        Map.entry("query", inCase ? "" : asked),
                        Map.entry("case", inCase ? asked : ""),
                        Map.entry("purpose", plan.purpose()),
                        Map.entry(
                                "by", plan.reader().who() + " (" + plan.reader().role() + ")"),
                        Map.entry("begun", plan.begun().toString()),
                        Map.entry("journal", plan.journal().toString()),
                        Map.entry("asOf", Long.toString(plan.asOf())),
                        Map.entry("messages", Long.toString(plan.count())),
                        Map.entry("missing", Long.toString(missing)),
                        Map.entry("bytes", Long.toString(state.bytes())),
                        Map.entry("manifest", manifestSha256),
                        Map.entry("*pages", pages.toString())));
    }

    static long pages(long messages) {
        return (messages + ROWS - 1) / ROWS;
    }

    private static byte[] fill(String name, Map<String, String> values) {
        String text = new String(resource(name), StandardCharsets.UTF_8);
        // One pass over the template, so that a value that looks like a place is not filled in its turn.
        return java.util.regex.Pattern.compile("\\{(\\*?[a-zA-Z]+)\\}")
                .matcher(text)
                .replaceAll(match -> java.util.regex.Matcher.quoteReplacement(
                        match.group(1).startsWith("*")
                                ? values.getOrDefault(match.group(1), "")
                                : escape(values.getOrDefault(match.group(1), ""))))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Text that is only text, wherever it stands; what could turn the direction of writing is left out. */
    static String escape(String text) {
        return text.replaceAll(BIDI_OR_CONTROL, " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** A file that lies beside this class. */
    static byte[] resource(String name) {
        try (InputStream file = IndexPages.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
