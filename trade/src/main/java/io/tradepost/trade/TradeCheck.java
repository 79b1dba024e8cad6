package io.tradepost.trade;

import io.tradepost.trade.adapter.Platform;
import java.sql.SQLException;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;

/** Looks a trade database over for an admin: which views are there and how fast, and what is odd in the data. */
public final class TradeCheck {

    /** A view that takes longer than this to read whole is reported as slow. */
    private static final Duration SLOW = Duration.ofSeconds(10);

    private TradeCheck() {}

    /**
     * One of the five views.
     *
     * @param name    {@code tp_customer} …
     * @param present whether it is there
     * @param rows    how many; 0 if it could not be read
     * @param millis  to read it whole
     * @param problem what the database said, if it cannot be read for another reason or came from an adapter
     */
    public record View(String name, boolean present, long rows, long millis, Optional<String> problem) {}

    /**
     * Something odd.
     *
     * @param code     {@code own-domain}, {@code free-mail-domain}, {@code shared-address}, {@code shared-domain},
     *                 {@code bad-address}, {@code unknown-customer}, {@code same-number}, {@code weak-number},
     *                 {@code unusable-number}, {@code future}, {@code no-way}
     * @param count    how often
     * @param examples up to five
     */
    public record Finding(String code, long count, List<String> examples) {
        public Finding {
            examples = List.copyOf(examples);
        }
    }

    /**
     * What was found.
     *
     * @param problem  why the database cannot be reached, if so
     * @param views    all five, unless it cannot be reached
     * @param findings in a fixed order; empty if all is well
     */
    public record Report(Optional<String> problem, List<View> views, List<Finding> findings) {
        public Report {
            views = List.copyOf(views);
            findings = List.copyOf(findings);
        }

        /** Whether all views can be read and nothing in them is odd. */
        public boolean isClean() {
            return isReadable() && findings.isEmpty();
        }

        /** Whether all views can be read. */
        public boolean isReadable() {
            return problem.isEmpty()
                    && views.stream()
                            .allMatch(view -> view.present() && view.problem().isEmpty());
        }

        /** As lines of text; Chinese of any kind gives Simplified Chinese, everything else English. */
        public String text(Locale locale) {
            return new CheckText(locale).of(this);
        }
    }

    /** Reads all five views whole and looks them over. Does not throw if the database is down: the report says so. */
    public static Report run(TradeSettings settings) {
        try (ViewReader reader = new ViewReader(settings)) {
            return reader.look(session -> look(session, settings));
        } catch (SQLException e) {
            return new Report(Optional.of(ViewReader.plainly(e)), List.of(), List.of());
        }
    }

    private static Report look(ViewReader.Session session, TradeSettings settings) {
        List<View> views = new ArrayList<>();
        Map<TradeView, RowTable> tables = new EnumMap<>(TradeView.class);
        long inFuture = 0;
        for (TradeView view : TradeView.values()) {
            RowTable.Builder rows = new RowTable.Builder(view);
            long start = System.nanoTime();
            boolean present = true;
            Optional<String> problem = Optional.empty();
            try {
                inFuture += session.readAll(view, rows::add).inFuture();
            } catch (SQLException e) {
                present = !ViewReader.isMissing(e);
                // Behind an adapter it is a table of the platform's that is missing, and the database says which.
                boolean told = present || settings.adapter().platform() != Platform.VIEWS;
                problem = told ? Optional.of(ViewReader.plainly(e)) : Optional.empty();
            }
            long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
            views.add(new View(view.sqlName(), present, rows.size(), millis, problem));
            tables.put(view, rows.build());
        }
        return new Report(
                Optional.empty(), views, new DataOddities(tables, settings.ownDomains(), inFuture).findings());
    }

    private static final class CheckText {
        private final ResourceBundle words;
        private final Locale locale;

        CheckText(Locale wanted) {
            this.locale = wanted.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
            this.words = ResourceBundle.getBundle(
                    Explanation.BUNDLE,
                    locale,
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        }

        String of(Report report) {
            StringBuilder text = new StringBuilder();
            text.append(report.problem()
                            .map(problem -> say("check.unreachable", problem))
                            .orElseGet(() -> say("check.reachable")))
                    .append('\n');
            for (View view : report.views()) {
                text.append("  ").append(line(view)).append('\n');
            }
            for (Finding finding : report.findings()) {
                String examples = String.join("; ", finding.examples());
                String what = words.getString("finding." + finding.code());
                text.append(say(
                                "check.finding",
                                new MessageFormat(what, locale).format(new Object[0]),
                                Long.toString(finding.count()),
                                examples))
                        .append('\n');
            }
            if (report.isClean()) {
                text.append(say("check.nothing")).append('\n');
            }
            return text.toString();
        }

        private String line(View view) {
            if (view.problem().isPresent()) {
                return say("check.view.broken", view.name(), view.problem().get());
            }
            if (!view.present()) {
                return say("check.view.missing", view.name());
            }
            boolean slow = view.millis() > SLOW.toMillis();
            return say(
                    slow ? "check.view.slow" : "check.view.ok",
                    view.name(),
                    Long.toString(view.rows()),
                    Long.toString(view.millis()));
        }

        private String say(String key, Object... arguments) {
            return new MessageFormat(words.getString(key), locale).format(arguments);
        }
    }
}
