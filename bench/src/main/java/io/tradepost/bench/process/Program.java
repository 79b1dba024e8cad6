package io.tradepost.bench.process;

import io.tradepost.server.cli.Main;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How to run Java programs of ours as processes of their own: with the options of the launcher, on our class path. */
public final class Program {
    private static final List<String> OPTIONS = List.of(
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dfile.encoding=UTF-8");

    private Program() {}

    /** The released program: {@code tradepost} with these arguments. */
    public static List<String> tradepost(List<String> arguments) {
        return main(Main.class, List.of(), arguments);
    }

    /** A main class of this class path, with these further options of Java and these arguments. */
    public static List<String> main(Class<?> main, List<String> options, List<String> arguments) {
        List<String> command = java();
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return command;
    }

    private static List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        for (String option : System.getProperty("bench.java.options", "").split(" ", -1)) {
            if (!option.isEmpty()) {
                command.add(option);
            }
        }
        return command;
    }
}
