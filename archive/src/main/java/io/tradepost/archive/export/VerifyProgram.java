package io.tradepost.archive.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The checker that goes with each export: one file that needs no other, made of modules of the one checker that there is
 * ({@code proof/verifier}), so that no second one has to be kept right.
 */
final class VerifyProgram {
    private static final String MODULES = "/io/tradepost/archive/proof/verifier/";
    private static final Pattern PLACE = Pattern.compile("(?m)^# \\{modules: ([a-z0-9 ]+)\\}$");

    private VerifyProgram() {}

    /** Its text. */
    static byte[] bytes() {
        String frame = new String(IndexPages.resource("verify.py"), StandardCharsets.UTF_8);
        Matcher place = PLACE.matcher(frame);
        if (!place.find()) {
            throw new IllegalStateException("verify.py has no place for modules");
        }
        List<String> names = List.of(place.group(1).split(" "));
        String modules = names.stream().map(name -> module(name, names)).collect(Collectors.joining("\n\n"));
        return (frame.substring(0, place.start()) + modules.stripTrailing() + frame.substring(place.end()))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A module without what it takes from modules that stand above it. */
    private static String module(String name, List<String> together) {
        try (InputStream file = VerifyProgram.class.getResourceAsStream(MODULES + name + ".py")) {
            if (file == null) {
                throw new IllegalStateException(name + ".py is missing from the jar");
            }
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                            .filter(line ->
                                    together.stream().noneMatch(other -> line.startsWith("from " + other + " import ")))
                            .collect(Collectors.joining("\n"))
                    + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
