package io.tradepost.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradepost.archive.AuditEvent;
import io.tradepost.archive.Reader;
import io.tradepost.server.config.LoadedConfiguration;
import io.tradepost.server.config.Wording;
import io.tradepost.server.rooms.Rooms;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All that a command has to work with. */
public final class CommandContext {
    private static final int OUTPUT_BUFFER = 1 << 15;
    private static final String BUNDLE = "io.tradepost.server.cli.messages";

    private final Caller caller;
    private final RoomsSource source;
    private final Optional<RunningServer> server;
    private final Clock clock;
    private final Wording wording;
    private final OutputStream out;
    private final PrintWriter writer;
    private final PrintWriter errors;

    CommandContext(Caller caller, RoomsSource source, Optional<RunningServer> server, Clock clock) {
        this.caller = caller;
        this.source = source;
        this.server = server;
        this.clock = clock;
        this.wording = Wording.of(BUNDLE, caller.locale());
        this.out = new BufferedOutputStream(caller.out(), OUTPUT_BUFFER);
        this.writer = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), false);
        this.errors = new PrintWriter(new OutputStreamWriter(caller.err(), StandardCharsets.UTF_8), true);
    }

    /** Archive, accounts, trade. */
    public Rooms rooms() {
        return source.rooms();
    }

    /** The configuration, without opening any room. */
    public LoadedConfiguration configuration() {
        return source.configuration();
    }

    /** The server that this runs in, if it does. */
    public Optional<RunningServer> server() {
        return server;
    }

    /** For what was asked for. */
    public PrintWriter out() {
        return writer;
    }

    /** For bytes that must arrive as they are. Not to be mixed with {@link #out}. */
    public OutputStream bytes() {
        return out;
    }

    /** For progress and complaints. */
    public PrintWriter err() {
        return errors;
    }

    /** What is typed or piped in. */
    public InputStream input() {
        return caller.in();
    }

    /** The time. */
    public Clock clock() {
        return clock;
    }

    /** Language of what is said. */
    public Locale locale() {
        return wording.locale();
    }

    /** The caller's environment; empty in the server. */
    Map<String, String> environment() {
        return caller.environment();
    }

    /** The caller as a whole. */
    Caller caller() {
        return caller;
    }

    /** Columns of the terminal; 0 if there is none. */
    public int width() {
        return caller.width();
    }

    /** Whether the caller has gone, so that long work may stop. */
    public boolean cancelled() {
        return caller.cancelled().getAsBoolean();
    }

    /** What a path that was typed means. */
    public Path resolve(String path) {
        return caller.resolve(path);
    }

    /** On whose behalf the archive is read. */
    public Reader reader() {
        return Reader.operator(Optional.of(caller.user()).filter(user -> !user.isBlank()));
    }

    /** A sentence in the caller's language. */
    public String text(String key, Object... arguments) {
        return wording.text(key, arguments);
    }

    Wording wording() {
        return wording;
    }

    /** Prints a sentence in the caller's language. */
    public void say(String key, Object... arguments) {
        writer.println(text(key, arguments));
    }

    /** Prints data for programs. */
    public void json(JsonNode node) {
        writer.println(Json.pretty(node));
    }

    /** Puts on record that the operator changed something. */
    public void audit(String action, String target, Map<String, String> details) {
        rooms().archive().audit(AuditEvent.of(clock.instant(), reader(), action, target, "done", details));
    }

    void flush() throws IOException {
        writer.flush();
        out.flush();
        errors.flush();
        if (writer.checkError()) {
            throw new IOException("the output was not taken");
        }
    }
}
