package io.tradepost.server.config;

import io.tradepost.server.config.Schema.Kind;
import io.tradepost.server.config.Schema.Leaf;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What one place (a file, the environment) says, leaf by leaf, with its types checked. An empty setting in the map
 * means that the place says "nothing" on purpose ({@code url: ~}), which also overrides the layers below.
 */
final class Layer {
    private final Schema schema;
    private final List<Problem> problems;
    private final Map<String, Optional<Setting>> settings = new LinkedHashMap<>();

    private Layer(Schema schema, List<Problem> problems) {
        this.schema = schema;
        this.problems = problems;
    }

    /** The layer that a YAML document makes; what is wrong with it goes to {@code problems}. */
    static Map<String, Optional<Setting>> of(Schema schema, YamlTree.Mapping document, List<Problem> problems) {
        Layer layer = new Layer(schema, problems);
        layer.section("", document);
        return layer.settings;
    }

    /** The layer that the environment makes; lists are written with commas. */
    static Map<String, Optional<Setting>> of(Schema schema, Map<String, String> environment, List<Problem> problems) {
        Layer layer = new Layer(schema, problems);
        for (Leaf leaf : schema.leaves().values()) {
            Optional.ofNullable(environment.get(leaf.variable()))
                    .ifPresent(text -> layer.fromText(leaf, text, new Source.Environment(leaf.variable())));
        }
        return layer.settings;
    }

    private void section(String path, YamlTree.Mapping mapping) {
        mapping.entries().forEach((name, entry) -> {
            String below = Schema.join(path, name);
            Optional<Leaf> leaf = schema.leaf(below);
            if (leaf.isPresent()) {
                value(leaf.get(), entry.value());
            } else if (!schema.isSection(below)) {
                unknown(path, name, entry.where());
            } else if (entry.value() instanceof YamlTree.Mapping inner) {
                section(below, inner);
            } else if (!(entry.value() instanceof YamlTree.Nothing)) {
                problems.add(Problem.at(entry.value().where(), "expected-section", below));
            }
        });
    }

    private void unknown(String section, String name, Source where) {
        String path = Schema.join(section, name);
        problems.add(schema.suggestion(section, name)
                .map(meant -> Problem.at(where, "unknown-key-meant", path, meant))
                .orElseGet(() -> Problem.at(where, "unknown-key", path)));
    }

    private void value(Leaf leaf, YamlTree tree) {
        switch (tree) {
            case YamlTree.Nothing nothing -> nothing(leaf, nothing.where());
            case YamlTree.Scalar scalar -> {
                if (isList(leaf)) {
                    expected(leaf, scalar.where(), scalar.text());
                } else {
                    scalar(leaf, scalar).ifPresent(value -> put(leaf, value, scalar.where()));
                }
            }
            case YamlTree.Sequence sequence -> {
                if (isList(leaf)) {
                    sequence(leaf, sequence);
                } else {
                    expected(leaf, sequence.where(), "[…]");
                }
            }
            case YamlTree.Mapping mapping -> expected(leaf, mapping.where(), "{…}");
        }
    }

    private void nothing(Leaf leaf, Source where) {
        if (leaf.optional()) {
            settings.put(leaf.path(), Optional.empty());
        } else {
            expected(leaf, where, "~");
        }
    }

    private void sequence(Leaf leaf, YamlTree.Sequence sequence) {
        List<Object> values = new ArrayList<>();
        for (YamlTree item : sequence.items()) {
            if (item instanceof YamlTree.Scalar scalar) {
                scalar(leaf, scalar).ifPresent(values::add);
            } else {
                expected(leaf, item.where(), "…");
            }
        }
        put(leaf, List.copyOf(values), sequence.where());
    }

    private void fromText(Leaf leaf, String text, Source where) {
        if (text.isEmpty() && leaf.optional()) {
            settings.put(leaf.path(), Optional.empty());
        } else if (isList(leaf)) {
            List<Object> values = new ArrayList<>();
            Arrays.stream(text.split(",", -1))
                    .map(String::strip)
                    .filter(item -> !item.isEmpty())
                    .forEach(item -> typed(leaf, item, where).ifPresent(values::add));
            put(leaf, List.copyOf(values), where);
        } else {
            typed(leaf, text, where).ifPresent(value -> put(leaf, value, where));
        }
    }

    private Optional<Object> scalar(Leaf leaf, YamlTree.Scalar scalar) {
        boolean fits = switch (leaf.kind()) {
            case TEXT, SECRET, TEXTS, CHOICE -> true;
            case INTEGER, LONG, INTEGERS -> scalar.type() == YamlTree.Scalar.Type.INTEGER;
            case BOOLEAN -> scalar.type() == YamlTree.Scalar.Type.BOOLEAN;
        };
        if (!fits) {
            expected(leaf, scalar.where(), scalar.text());
            return Optional.empty();
        }
        return typed(leaf, scalar.text(), scalar.where());
    }

    private Optional<Object> typed(Leaf leaf, String text, Source where) {
        Optional<Object> value = switch (leaf.kind()) {
            case TEXT, TEXTS -> Optional.of(text.strip());
            case SECRET -> Optional.of(Secret.of(text));
            case INTEGER, INTEGERS -> whole(text, Integer.MAX_VALUE).map(BigInteger::intValue);
            case LONG -> whole(text, Long.MAX_VALUE).map(BigInteger::longValue);
            case BOOLEAN -> truth(text);
            case CHOICE ->
                Optional.of(text.toLowerCase(Locale.ROOT))
                        .filter(leaf.choices()::contains)
                        .map(Object.class::cast);
        };
        if (value.isEmpty()) {
            expected(leaf, where, text);
        }
        return value;
    }

    private static Optional<BigInteger> whole(String text, long most) {
        String digits = text.strip().replace("_", "");
        if (!digits.matches("[+-]?\\d{1,19}")) {
            return Optional.empty();
        }
        BigInteger number = new BigInteger(digits);
        return Optional.of(number).filter(n -> n.abs().compareTo(BigInteger.valueOf(most)) <= 0);
    }

    private static Optional<Object> truth(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private void expected(Leaf leaf, Source where, String found) {
        String shown = leaf.kind() == Kind.SECRET ? "•••" : shortened(found);
        if (leaf.kind() == Kind.CHOICE) {
            problems.add(Problem.at(where, "expected-choice", leaf.path(), String.join(", ", leaf.choices()), shown));
        } else {
            String key = "expected-" + leaf.kind().name().toLowerCase(Locale.ROOT);
            problems.add(Problem.at(where, key, leaf.path(), shown));
        }
    }

    private static String shortened(String found) {
        return found.length() <= 60 ? found : found.substring(0, 60) + "…";
    }

    private static boolean isList(Leaf leaf) {
        return leaf.kind() == Kind.TEXTS || leaf.kind() == Kind.INTEGERS;
    }

    private void put(Leaf leaf, Object value, Source where) {
        settings.put(leaf.path(), Optional.of(new Setting(value, where)));
    }
}
