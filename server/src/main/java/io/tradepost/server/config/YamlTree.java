package io.tradepost.server.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A YAML document in which every key and value still knows its line and column. Jackson's own tree forgets them, and a
 * message that can't point at the line sends people searching.
 */
sealed interface YamlTree {
    /** Where it stands. */
    Source where();

    /** Keys with their places, in the order of the file. */
    record Mapping(Source where, Map<String, Entry> entries) implements YamlTree {}

    /**
     * A key and its value.
     *
     * @param where the place of the key
     */
    record Entry(Source where, YamlTree value) {}

    /** A list. */
    record Sequence(Source where, List<YamlTree> items) implements YamlTree {}

    /** Text, number or truth value, as it stood in the file. */
    record Scalar(Source where, String text, Type type) implements YamlTree {
        /** What YAML takes it for. */
        enum Type {
            TEXT,
            INTEGER,
            DECIMAL,
            BOOLEAN
        }
    }

    /** Nothing, or {@code ~}. */
    record Nothing(Source where) implements YamlTree {}

    /** Reads one document. */
    final class Reader implements AutoCloseable {
        private static final YAMLFactory FACTORY = new YAMLFactory();

        private final YAMLParser parser;
        private final BiFunction<Integer, Integer, Source> places;
        private final List<Problem> problems;

        private Reader(YAMLParser parser, BiFunction<Integer, Integer, Source> places, List<Problem> problems) {
            this.parser = parser;
            this.places = places;
            this.problems = problems;
        }

        /**
         * Reads one document.
         *
         * @param places   makes a source of a line and a column, both from 1
         * @param problems what is wrong is added here
         * @return empty if the text is no YAML at all, or empty
         */
        static Optional<Mapping> read(
                String text, BiFunction<Integer, Integer, Source> places, List<Problem> problems) {
            try (Reader reader = new Reader(FACTORY.createParser(text), places, problems)) {
                return reader.document();
            } catch (JsonProcessingException e) {
                JsonLocation at = e.getLocation() == null ? JsonLocation.NA : e.getLocation();
                Source where = places.apply(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
                problems.add(Problem.at(where, "yaml-syntax", firstLine(e.getOriginalMessage())));
                return Optional.empty();
            } catch (IOException e) {
                throw new IllegalStateException("reading from memory can't fail", e);
            }
        }

        private static String firstLine(String message) {
            return message.lines()
                    // Indented lines repeat the place and the text there, which we say ourselves and better.
                    .filter(line -> !line.isBlank() && !line.startsWith(" "))
                    .limit(2)
                    .reduce((a, b) -> a + "; " + b)
                    .orElse("");
        }

        private Optional<Mapping> document() throws IOException {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            YamlTree root = value();
            if (parser.nextToken() != null) {
                problems.add(Problem.at(here(), "yaml-second-document"));
            }
            return switch (root) {
                case Mapping mapping -> Optional.of(mapping);
                case Nothing nothing -> Optional.empty();
                case Sequence sequence -> notKeys(sequence.where());
                case Scalar scalar -> notKeys(scalar.where());
            };
        }

        private Optional<Mapping> notKeys(Source where) {
            problems.add(Problem.at(where, "yaml-not-keys"));
            return Optional.empty();
        }

        private YamlTree value() throws IOException {
            Source where = here();
            if (parser.isCurrentAlias()) {
                problems.add(Problem.at(where, "yaml-alias"));
            }
            return switch (parser.currentToken()) {
                case START_OBJECT -> mapping(where);
                case START_ARRAY -> sequence(where);
                case VALUE_NULL -> new Nothing(where);
                case VALUE_NUMBER_INT -> new Scalar(where, parser.getText(), Scalar.Type.INTEGER);
                case VALUE_NUMBER_FLOAT -> new Scalar(where, parser.getText(), Scalar.Type.DECIMAL);
                case VALUE_TRUE, VALUE_FALSE -> new Scalar(where, parser.getText(), Scalar.Type.BOOLEAN);
                default -> new Scalar(where, parser.getText(), Scalar.Type.TEXT);
            };
        }

        private Mapping mapping(Source where) throws IOException {
            Map<String, Entry> entries = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                Source keyPlace = here();
                String key = parser.currentName();
                parser.nextToken();
                if (entries.put(key, new Entry(keyPlace, value())) != null) {
                    problems.add(Problem.at(keyPlace, "yaml-twice", key));
                }
            }
            return new Mapping(where, entries);
        }

        private Sequence sequence(Source where) throws IOException {
            List<YamlTree> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value());
            }
            return new Sequence(where, items);
        }

        private Source here() {
            JsonLocation at = parser.currentTokenLocation();
            return places.apply(at.getLineNr(), at.getColumnNr());
        }

        @Override
        public void close() throws IOException {
            parser.close();
        }
    }
}
