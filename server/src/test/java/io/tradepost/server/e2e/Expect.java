package io.tradepost.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradepost.server.e2e.kit.Eventually;
import io.tradepost.server.e2e.kit.Letter;
import io.tradepost.server.e2e.kit.Rest;
import io.tradepost.server.e2e.kit.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What must hold of every archived message, said once. */
final class Expect {
    private Expect() {}

    /**
     * The letter is archived exactly once, with this envelope and to the last byte.
     *
     * @return the message as the API shows it
     */
    static JsonNode archivedOnce(Rest rest, Letter letter, String from, List<String> to) {
        // A report about it quotes its subject, and comes from the null sender.
        JsonNode message = rest.awaitOne("subject:" + letter.mark() + " NOT subject:Re");
        assertThat(message.at("/envelope/from").asText()).isEqualTo(from);
        assertThat(texts(message.at("/envelope/to"))).containsExactlyInAnyOrderElementsOf(to);
        byte[] sent = letter.bytes();
        assertThat(rest.raw(message.required("id").asText())).isEqualTo(sent);
        assertThat(message.required("sha256").asText()).isEqualTo(Wire.sha256(sent));
        assertThat(message.required("size").asInt()).isEqualTo(sent.length);
        assertThat(message.required("messageId").asText()).isEqualTo(letter.messageId());
        return message;
    }

    /** Waits until the message has a link with this key, and gives it. */
    static JsonNode link(Rest rest, Letter letter, String kind, String key) {
        String query = "subject:" + letter.mark();
        Eventually.until(
                "a link to " + kind + " " + key,
                Duration.ofSeconds(30),
                () -> find(rest.awaitOne(query), kind, key).isPresent(),
                () -> rest.awaitOne(query).required("links").toPrettyString());
        return find(rest.awaitOne(query), kind, key).orElseThrow();
    }

    private static Optional<JsonNode> find(JsonNode message, String kind, String key) {
        for (JsonNode link : message.required("links")) {
            if (link.required("kind").asText().equals(kind)
                    && link.required("key").asText().equals(key)) {
                return Optional.of(link);
            }
        }
        return Optional.empty();
    }

    /** The texts of a JSON array. */
    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }
}
