package io.tradepost.server.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tradepost.server.config.Secret;
import io.tradepost.server.rooms.DataFolder;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * {@code DATA/control.json}: how to reach the running server. After a crash it stays behind and is wrong; whoever reads
 * it must not believe it before the other side has proved to know the secret.
 *
 * @param port      on 127.0.0.1
 * @param secret    32 random bytes in base64url
 * @param pid       the server's process
 * @param startedAt when that process began, in milliseconds since 1970: tells it from a later process of the same number
 */
public record ControlFile(int port, Secret secret, long pid, long startedAt) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final int SECRET_BYTES = 32;

    /** For this process, with a new secret. */
    public static ControlFile ofThisProcess(int port) {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        ProcessHandle me = ProcessHandle.current();
        return new ControlFile(port, Secret.of(ENCODER.encodeToString(secret)), me.pid(), startOf(me));
    }

    /** The file in a data folder; empty if there is none or it can't be understood. */
    public static Optional<ControlFile> read(DataFolder data) throws IOException {
        Path path = data.controlFile();
        try (JsonParser parser = JSON.createParser(Files.readString(path))) {
            int port = 0;
            long pid = 0;
            long startedAt = 0;
            String secret = "";
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "port" -> port = parser.getIntValue();
                    case "pid" -> pid = parser.getLongValue();
                    case "startedAt" -> startedAt = parser.getLongValue();
                    case "secret" -> secret = parser.getText();
                    default -> parser.skipChildren();
                }
            }
            boolean whole = port > 0 && port <= 65_535 && pid > 0 && decode(secret).length == SECRET_BYTES;
            return whole ? Optional.of(new ControlFile(port, Secret.of(secret), pid, startedAt)) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (com.fasterxml.jackson.core.JsonProcessingException | IllegalArgumentException e) {
            // Half-written by a machine that lost power: the same as none.
            return Optional.empty();
        }
    }

    /** Puts it into the data folder, whole or not at all, readable by the owner only. */
    public void write(DataFolder data) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("port", port);
            json.writeNumberField("pid", pid);
            json.writeNumberField("startedAt", startedAt);
            json.writeStringField("secret", secret.reveal());
            json.writeEndObject();
        }
        data.writePrivate(data.controlFile(), text + "\n");
    }

    /** The process named here, if it is alive and really the one that wrote this. */
    public Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(process -> startOf(process) == startedAt);
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    byte[] secretBytes() {
        return decode(secret.reveal());
    }

    private static byte[] decode(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
