package io.tradepost.server.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Reads the configuration in layers, the later ones winning: built-in defaults, the demo's, the file, the environment,
 * the secret files, and last {@code --port-offset}. All that is wrong is found in one go.
 */
public final class ConfigurationLoader {
    /** More than anyone writes by hand; keeps a wrong path to a huge file from filling the memory. */
    private static final long LARGEST_FILE = 1 << 20;

    /** Read by the launcher, the command line and the container's entry point; not configuration keys. */
    private static final Set<String> OTHER_VARIABLES = Set.of(
            "TRADEPOST_JAVA",
            "TRADEPOST_JAVA_OPTS",
            "TRADEPOST_JAVA_FOLDERS",
            "TRADEPOST_COLUMNS",
            "TRADEPOST_PROGRAM",
            "TRADEPOST_WAIT_SECONDS",
            "TRADEPOST_LANG",
            "TRADEPOST_DATA",
            "TRADEPOST_CONFIG");

    private final Schema schema = Schema.ofConfiguration();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final Request request;

    private ConfigurationLoader(Request request) {
        this.request = request;
    }

    /**
     * What to load.
     *
     * @param demo        lay the demo's values over the defaults
     * @param file        the configuration file; must exist if given
     * @param environment variables; those named after a key override it
     * @param folder      what relative paths from the environment are relative to; those from a file are relative to it
     * @param portOffset  added to every port of ours that is not 0
     */
    public record Request(
            boolean demo, Optional<Path> file, Map<String, String> environment, Path folder, int portOffset) {
        /** The built-in defaults alone. */
        public static Request defaults() {
            return new Request(false, Optional.empty(), Map.of(), Path.of("").toAbsolutePath(), 0);
        }
    }

    /**
     * Reads and checks all layers.
     *
     * @throws ConfigurationException naming everything that is wrong
     */
    public static LoadedConfiguration load(Request request) {
        return new ConfigurationLoader(request).load();
    }

    private LoadedConfiguration load() {
        layer(builtIn("defaults.yaml", new Source.Default()));
        if (request.demo()) {
            layer(builtIn("demo.yaml", new Source.Demo()));
        }
        request.file().ifPresent(file -> layer(fromFile(file)));
        layer(fromEnvironment());
        new Paths(schema, settings, request.folder()).makeAbsolute();
        new SecretFiles(settings, problems, warnings).read();
        offsetPorts();
        if (problems.isEmpty()) {
            new Validation(settings, problems, warnings).check();
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, Source> provenance = new LinkedHashMap<>();
        for (String path : schema.leaves().keySet()) {
            Optional<Setting> setting = Optional.ofNullable(settings.get(path));
            setting.ifPresent(said -> values.put(path, said.value()));
            provenance.put(path, setting.map(Setting::source).orElse(new Source.Default()));
        }
        return new LoadedConfiguration(
                schema.bind(values), Collections.unmodifiableMap(provenance), warnings, request.file(), request.demo());
    }

    private void layer(Map<String, Optional<Setting>> layer) {
        layer.forEach((path, setting) ->
                setting.ifPresentOrElse(said -> settings.put(path, said), () -> settings.remove(path)));
        // A secret that a higher layer says silences the other spelling of a lower one.
        layer.forEach((path, setting) -> {
            String other = path.endsWith("-file") ? path.substring(0, path.length() - 5) : path + "-file";
            boolean otherExists = schema.leaf(other).isPresent();
            if (setting.isPresent()
                    && otherExists
                    && !layer.getOrDefault(other, Optional.empty()).isPresent()) {
                settings.remove(other);
            }
        });
    }

    private Map<String, Optional<Setting>> builtIn(String name, Source source) {
        try (InputStream resource = ConfigurationLoader.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("the program lacks its part " + name);
            }
            String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            return fromText(text, (line, column) -> source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Optional<Setting>> fromFile(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                problems.add(Problem.nowhere("no-file", file));
                return Map.of();
            }
            if (Files.size(file) > LARGEST_FILE) {
                problems.add(Problem.nowhere("file-too-large", file));
                return Map.of();
            }
            return fromText(Files.readString(file), (line, column) -> new Source.InFile(file, line, column));
        } catch (java.nio.charset.CharacterCodingException e) {
            problems.add(Problem.nowhere("file-not-utf8", file));
            return Map.of();
        } catch (IOException e) {
            problems.add(Problem.nowhere("file-unreadable", file, String.valueOf(e.getMessage())));
            return Map.of();
        }
    }

    private Map<String, Optional<Setting>> fromText(String text, BiFunction<Integer, Integer, Source> places) {
        return YamlTree.Reader.read(text, places, problems)
                .map(document -> Layer.of(schema, document, problems))
                .orElse(Map.of());
    }

    private Map<String, Optional<Setting>> fromEnvironment() {
        Set<String> known = schema.leaves().values().stream()
                .map(Schema.Leaf::variable)
                .collect(Collectors.toCollection(TreeSet::new));
        known.addAll(OTHER_VARIABLES);
        // Only a warning, and only for near misses: orchestrators set variables of their own that begin with a
        // service's name (Kubernetes: TRADEPOST_SERVICE_HOST), and those must not keep a server from starting.
        new TreeSet<>(request.environment().keySet())
                .stream()
                        .filter(name -> name.startsWith("TRADEPOST_") && !known.contains(name))
                        .forEach(name -> Spelling.nearest(name, known)
                                .ifPresent(meant -> warnings.add(Problem.at(
                                        new Source.Environment(name), "unknown-variable-meant", name, meant))));
        return Layer.of(schema, request.environment(), problems);
    }

    private void offsetPorts() {
        if (request.portOffset() == 0) {
            return;
        }
        for (String path : Validation.OWN_PORTS) {
            Optional.ofNullable(settings.get(path))
                    .filter(setting -> !setting.value().equals(0))
                    .ifPresent(setting -> settings.put(
                            path,
                            new Setting(
                                    (int) setting.value() + request.portOffset(),
                                    new Source.PortOffset(request.portOffset(), setting.source()))));
        }
    }
}
