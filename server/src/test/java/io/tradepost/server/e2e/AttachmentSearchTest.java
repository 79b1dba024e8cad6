package io.tradepost.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradepost.server.e2e.kit.Book;
import io.tradepost.server.e2e.kit.Letter;
import io.tradepost.server.e2e.kit.Rest;
import io.tradepost.server.e2e.kit.SharedServer;
import io.tradepost.server.e2e.kit.Smtp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What stands in attachments of mail that came by SMTP is found through the API. */
class AttachmentSearchTest {
    private static final String LINA = "lina@tradepost.test";

    @RegisterExtension
    private static final SharedServer SHARED = new SharedServer();

    private final Rest officer = SHARED.officer();

    @Test
    void theTextOfAnAttachmentIsFoundAndWhatCouldNotBeReadIsSaid() {
        JsonNode read = sent(
                "offer.rtf",
                "{\\rtf1\\ansi\\pard \\u40644?\\u38108?\\u38400?\\u38376? brass valve}",
                "attachment:黄铜阀门");
        assertThat(read.at("/attachments/0/searchable").asText()).isEqualTo("yes");
        assertThat(read.at("/attachments/0/sha256").asText()).hasSize(64);

        JsonNode refused =
                sent("plan.dwg", "AC1 no drawing \u0001\u0002\u0003 at all", "has:unsearchable filename:plan.dwg");
        assertThat(refused.at("/attachments/0/searchable").asText()).isEqualTo("no");
        assertThat(refused.at("/attachments/0/reasons")).isNotEmpty();
        assertThat(refused.path("unsearchable")).isNotEmpty();
    }

    private JsonNode sent(String name, String content, String query) {
        Book.Client client = SHARED.book().client(0);
        Letter letter = Letter.from(client.contact(), "With " + name)
                .with("MIME-Version", "1.0")
                .with("Content-Type", "application/octet-stream; name=\"" + name + "\"")
                .with("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .with("Content-Transfer-Encoding", "base64")
                .body(Base64.getMimeEncoder().encodeToString(content.getBytes(StandardCharsets.ISO_8859_1)) + "\r\n");
        try (Smtp smtp = SHARED.smtp()) {
            smtp.sendAccepted(client.contact(), List.of(LINA), letter.bytes());
        }
        return officer.await(query, 1, Duration.ofSeconds(120)).getFirst();
    }
}
