package io.tradepost.server.rooms;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/**
 * {@code DATA/ready.json}: there while the server is ready, so that scripts can wait for it and find the ports.
 *
 * @param ports   {@code smtp}, {@code submission}, {@code submissions}, {@code imap}, {@code imaps}, {@code http}; a door
 *                that is closed is left out
 * @param domains the company's mail domains
 */
public record ReadyFile(long pid, String version, Map<String, Integer> ports, List<String> domains) {
    private static final JsonFactory JSON = new JsonFactory();

    /** Puts it into the folder, whole or not at all. */
    public void write(DataFolder folder) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("pid", pid);
            json.writeStringField("version", version);
            json.writeObjectFieldStart("ports");
            for (Map.Entry<String, Integer> port : ports.entrySet()) {
                json.writeNumberField(port.getKey(), port.getValue());
            }
            json.writeEndObject();
            json.writeArrayFieldStart("domains");
            for (String domain : domains) {
                json.writeString(domain);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        folder.writePublic(folder.readyFile(), text + "\n");
    }

    /** Takes it away: the server is ready no more. */
    public static void remove(DataFolder folder) throws IOException {
        Files.deleteIfExists(folder.readyFile());
    }
}
