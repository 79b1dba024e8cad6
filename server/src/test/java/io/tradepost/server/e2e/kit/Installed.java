package io.tradepost.server.e2e.kit;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The program under test as this build has it: its class path without what only tests need, and how to run it. */
public final class Installed {
    private static final String MAIN = "io.tradepost.server.cli.Main";

    /** Parts of the test class path that a released server does not have; GreenMail's mail library above all. */
    private static final List<String> TEST_ONLY = List.of(
            "/test-classes",
            "/org/junit/",
            "/org/opentest4j/",
            "/org/apiguardian/",
            "/org/assertj/",
            "/org/awaitility/",
            "/org/hamcrest/",
            "/com/icegreen/",
            "/com/github/davidmoten/",
            "/org/eclipse/angus/jakarta.mail/",
            "/com/tngtech/",
            "/surefire");

    private Installed() {}

    /** The program with these arguments, in English, with nothing else taken from this machine's environment. */
    public static ProcessBuilder process(List<String> arguments) {
        return process(arguments, "");
    }

    static ProcessBuilder process(List<String> arguments, String extraClasses) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // The first compiler alone: these processes live for seconds.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx768m",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                extraClasses.isEmpty() ? classPath() : classPath() + File.pathSeparator + extraClasses,
                MAIN));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("TRADEPOST_"));
        builder.environment().put("TRADEPOST_LANG", "en");
        return builder;
    }

    private static String classPath() {
        String whole = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(whole)
                .filter(entry -> TEST_ONLY.stream().noneMatch(entry.replace('\\', '/')::contains))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
