package io.tradepost.server.rooms;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How the server was last started on a data folder. A command typed later, while it does not run, must find the same
 * configuration, or it would see other domains and another database.
 *
 * @param demo          whether with {@code --demo}
 * @param configuration the file, if there was one
 */
public record StartRecord(boolean demo, Optional<Path> configuration) {
    private static final JsonFactory JSON = new JsonFactory();

    /** What the folder says; empty if no server was ever started on it. */
    public static Optional<StartRecord> read(DataFolder folder) throws IOException {
        String text;
        try {
            text = Files.readString(folder.startFile());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        boolean demo = false;
        Optional<Path> configuration = Optional.empty();
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals("demo")) {
                    demo = parser.getBooleanValue();
                } else if (name.equals("config") && parser.currentToken() == JsonToken.VALUE_STRING) {
                    configuration = Optional.of(Path.of(parser.getText()));
                }
            }
        }
        return Optional.of(new StartRecord(demo, configuration));
    }

    /** Leaves it in the folder. */
    public void write(DataFolder folder) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeBooleanField("demo", demo);
            if (configuration.isPresent()) {
                json.writeStringField("config", configuration.get().toString());
            }
            json.writeEndObject();
        }
        folder.writePrivate(folder.startFile(), text + "\n");
    }
}
