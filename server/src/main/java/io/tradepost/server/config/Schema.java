package io.tradepost.server.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keys that exist, read from the records of {@link TradepostConfiguration}: the records are the only place where a
 * key is named, so that code, sample file and environment can't drift apart.
 */
final class Schema {
    /** What a leaf may hold. */
    enum Kind {
        TEXT,
        INTEGER,
        LONG,
        BOOLEAN,
        CHOICE,
        SECRET,
        TEXTS,
        INTEGERS
    }

    /**
     * One key that holds a value.
     *
     * @param path     dotted, in the spelling of the file: {@code smtp.submission-port}
     * @param optional whether it may be empty
     * @param choices  the words of a {@link Kind#CHOICE}; else empty
     */
    record Leaf(String path, Kind kind, boolean optional, List<String> choices) {
        /** The environment variable that overrides it. */
        String variable() {
            return "TRADEPOST_"
                    + path.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        }
    }

    private final Map<String, Leaf> leaves;
    private final Map<String, List<String>> children;

    private Schema(Map<String, Leaf> leaves, Map<String, List<String>> children) {
        this.leaves = leaves;
        this.children = children;
    }

    static Schema ofConfiguration() {
        Map<String, Leaf> leaves = new LinkedHashMap<>();
        Map<String, List<String>> children = new LinkedHashMap<>();
        collect(TradepostConfiguration.class, "", leaves, children);
        return new Schema(Collections.unmodifiableMap(leaves), Collections.unmodifiableMap(children));
    }

    private static void collect(
            Class<?> section, String path, Map<String, Leaf> leaves, Map<String, List<String>> children) {
        List<String> names = new ArrayList<>();
        children.put(path, names);
        for (RecordComponent component : section.getRecordComponents()) {
            String name = kebab(component.getName());
            String below = join(path, name);
            names.add(name);
            if (component.getType().isRecord()) {
                collect(component.getType(), below, leaves, children);
            } else {
                leaves.put(below, leaf(below, component.getGenericType()));
            }
        }
    }

    private static Leaf leaf(String path, Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
            Leaf inner = leaf(path, generic.getActualTypeArguments()[0]);
            return new Leaf(path, inner.kind(), true, inner.choices());
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            boolean text = generic.getActualTypeArguments()[0] == String.class;
            return new Leaf(path, text ? Kind.TEXTS : Kind.INTEGERS, false, List.of());
        }
        if (type instanceof Class<?> plain && plain.isEnum()) {
            List<String> words = Arrays.stream(plain.getEnumConstants())
                    .map(constant -> word((Enum<?>) constant))
                    .toList();
            return new Leaf(path, Kind.CHOICE, false, words);
        }
        return new Leaf(path, plainKind(type), false, List.of());
    }

    private static Kind plainKind(Type type) {
        if (type == String.class) {
            return Kind.TEXT;
        } else if (type == int.class) {
            return Kind.INTEGER;
        } else if (type == long.class) {
            return Kind.LONG;
        } else if (type == boolean.class) {
            return Kind.BOOLEAN;
        } else if (type == Secret.class) {
            return Kind.SECRET;
        }
        throw new IllegalStateException("a configuration record holds a type that no file can say: " + type);
    }

    /** The word of a choice as files spell it: {@code smart-host}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** {@code maxMessageSize} becomes {@code max-message-size}. */
    private static String kebab(String camel) {
        StringBuilder kebab = new StringBuilder();
        for (int i = 0; i < camel.length(); i++) {
            char c = camel.charAt(i);
            if (Character.isUpperCase(c)) {
                kebab.append('-').append(Character.toLowerCase(c));
            } else {
                kebab.append(c);
            }
        }
        return kebab.toString();
    }

    /** Every leaf, in the order of the records. */
    Map<String, Leaf> leaves() {
        return leaves;
    }

    Optional<Leaf> leaf(String path) {
        return Optional.ofNullable(leaves.get(path));
    }

    boolean isSection(String path) {
        return children.containsKey(path);
    }

    /** The key that someone who wrote {@code wrong} below {@code section} most likely meant, as a whole path. */
    Optional<String> suggestion(String section, String wrong) {
        Optional<String> sibling = Spelling.nearest(wrong, childrenOf(section));
        if (sibling.isPresent()) {
            return sibling.map(name -> join(section, name));
        }
        // Right word in the wrong section, or right word badly spelt there.
        Set<String> elsewhere = new LinkedHashSet<>(leaves.keySet());
        elsewhere.addAll(children.keySet());
        List<String> sameName = elsewhere.stream()
                .filter(path -> path.substring(path.lastIndexOf('.') + 1).equals(wrong))
                .toList();
        return sameName.isEmpty() ? Spelling.nearest(join(section, wrong), elsewhere) : Optional.of(sameName.get(0));
    }

    private List<String> childrenOf(String section) {
        return Optional.ofNullable(children.get(section)).orElse(List.of());
    }

    /** Puts values, already of the right types, into the records. */
    TradepostConfiguration bind(Map<String, Object> values) {
        return (TradepostConfiguration) bind(TradepostConfiguration.class, "", values);
    }

    private Object bind(Class<?> section, String path, Map<String, Object> values) {
        RecordComponent[] components = section.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String below = join(path, kebab(components[i].getName()));
            types[i] = components[i].getType();
            arguments[i] = types[i].isRecord() ? bind(types[i], below, values) : argument(types[i], below, values);
        }
        try {
            return section.getDeclaredConstructor(types).newInstance(arguments);
        } catch (InvocationTargetException
                | NoSuchMethodException
                | InstantiationException
                | IllegalAccessException e) {
            throw new IllegalStateException("the configuration record " + section + " can't be made", e);
        }
    }

    private static Object argument(Class<?> type, String path, Map<String, Object> values) {
        Optional<Object> value = Optional.ofNullable(values.get(path));
        if (type == Optional.class) {
            return value;
        }
        Object present = value.orElseThrow(() -> new IllegalStateException("the defaults lack " + path));
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> word((Enum<?>) constant).equals(present))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(present + " is no choice for " + path));
        }
        return present;
    }
}
