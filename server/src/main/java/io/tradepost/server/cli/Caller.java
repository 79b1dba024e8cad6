package io.tradepost.server.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Who typed a command, and where. In the server these are those of the process that asked, not of the server.
 *
 * @param arguments   as typed
 * @param folder      working folder, absolute
 * @param environment of the caller; empty in the server, where the configuration is loaded already
 * @param locale      language of what is said
 * @param user        name on this machine, for the audit
 * @param width       columns of the terminal; 0 if the output goes elsewhere, so that nothing is cut
 * @param secretPrompt asks for something that is not shown while it is typed; empty where that can't be done
 * @param cancelled   whether the caller has gone
 */
record Caller(
        List<String> arguments,
        Path folder,
        Map<String, String> environment,
        Locale locale,
        String user,
        int width,
        InputStream in,
        OutputStream out,
        OutputStream err,
        Function<String, Optional<String>> secretPrompt,
        BooleanSupplier cancelled) {
    Caller {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** What a path in the arguments means. */
    Path resolve(String path) {
        return folder.resolve(path).normalize();
    }
}
