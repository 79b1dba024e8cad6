package io.tradepost.trade.adapter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One platform's five views, as laid over one installation of it.
 *
 * @param platform which
 * @param prefix   what the names of its tables begin with; letters, digits and underscores
 * @param entity   number of the company in an installation that serves several, where the platform knows such; 1 or more
 */
public record Adapter(Platform platform, String prefix, int entity) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]{0,32}");
    private static final Pattern SCHEMA = Pattern.compile("[A-Za-z0-9_$-]{1,64}");
    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z0-9_ ]+)(?::([a-z0-9_ |]+))?}");
    private static final Pattern STATEMENT =
            Pattern.compile("CREATE OR REPLACE VIEW (tp_[a-z]+) AS\\s+(.*?);", Pattern.DOTALL);

    /** The views stand in the database themselves. Below the patterns, which its making needs. */
    public static final Adapter NONE = new Adapter(Platform.VIEWS, "", 1);

    /** @throws IllegalArgumentException if the prefix could be anything but a part of a name, or the entity is below 1 */
    public Adapter {
        if (!NAME.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "a table prefix has letters, digits and underscores, not '" + prefix + "'");
        }
        if (entity < 1) {
            throw new IllegalArgumentException("an entity is 1 or more, not " + entity);
        }
    }

    /** A usual installation. */
    public static Adapter of(Platform platform) {
        return new Adapter(platform, platform.usualPrefix(), 1);
    }

    /**
     * What stands behind {@code FROM} to read one of the five views.
     *
     * @param view {@code tp_customer} …
     */
    public String from(String view, Columns columns) throws SQLException {
        if (platform == Platform.VIEWS) {
            return view;
        }
        Matcher statement = STATEMENT.matcher(file());
        while (statement.find()) {
            if (statement.group(1).equals(view)) {
                return "(" + filled(statement.group(2), "", columns) + ") " + view;
            }
        }
        throw new IllegalArgumentException(platform.word() + " has no view " + view);
    }

    /**
     * The statements that create the views, for whoever runs the database.
     *
     * @param schema of the platform's tables; empty if the views are to stand beside them
     * @throws IllegalArgumentException if the schema is no plain name, or there is nothing to create
     */
    public String script(String schema, Columns columns) throws SQLException {
        if (platform == Platform.VIEWS) {
            throw new IllegalArgumentException("views that stand in the database already need no script");
        }
        if (!schema.isEmpty() && !SCHEMA.matcher(schema).matches()) {
            throw new IllegalArgumentException("'" + schema + "' is no plain name of a schema");
        }
        return filled(file(), schema.isEmpty() ? "" : "`" + schema + "`.", columns);
    }

    /** Columns that versions of the platform call differently, newest name first: {@code llx_facture: ref | facnumber}. */
    public List<String> renamedColumns() {
        return PLACE.matcher(file())
                .results()
                .filter(place -> place.group(2) != null)
                .map(place -> prefix + place.group(1) + ":" + place.group(2))
                .distinct()
                .toList();
    }

    private String filled(String sql, String qualifier, Columns columns) throws SQLException {
        Matcher place = PLACE.matcher(sql);
        StringBuilder filled = new StringBuilder();
        while (place.find()) {
            String name = place.group(1);
            String replacement;
            if (name.equals("entity")) {
                replacement = Integer.toString(entity);
            } else if (place.group(2) == null) {
                replacement = qualifier + "`" + prefix + name + "`";
            } else {
                replacement = column(prefix + name, place.group(2), columns);
            }
            place.appendReplacement(filled, Matcher.quoteReplacement(replacement));
        }
        return place.appendTail(filled).toString();
    }

    /** The first that is there; if none is, the first, so that the database names what it misses. */
    private static String column(String table, String choices, Columns columns) throws SQLException {
        List<String> names =
                Arrays.stream(choices.split("\\|")).map(String::strip).toList();
        Optional<String> present = Optional.empty();
        for (String name : names) {
            if (present.isEmpty() && columns.has(table, name)) {
                present = Optional.of(name);
            }
        }
        return present.orElse(names.getFirst());
    }

    private String file() {
        String name = platform.word() + ".sql";
        try (InputStream in = Adapter.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the file " + name + " is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
