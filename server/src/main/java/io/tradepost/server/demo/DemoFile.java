package io.tradepost.server.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradepost.server.rooms.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code DATA/demo.json} (0600).
 *
 * @param tokens secrets by role: {@code officer}, {@code platform}, {@code admin}
 */
public record DemoFile(List<Person> accounts, Map<String, String> tokens) {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    /** One account with its password in clear, which is what makes this a demo. */
    public record Person(String address, String name, String password, String role) {}

    /** The file of an earlier start; empty if there is none or it is broken. */
    static Optional<DemoFile> read(DataFolder folder) throws IOException {
        try {
            return Optional.of(MAPPER.readValue(Files.readString(folder.demoFile()), DemoFile.class));
        } catch (NoSuchFileException | JsonProcessingException e) {
            return Optional.empty();
        }
    }

    void write(DataFolder folder) throws IOException {
        folder.writePrivate(
                folder.demoFile(), MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
    }
}
