package io.tradepost.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
    @TempDir
    Path folder;

    @Test
    void whatIsCapturedIsFoundAndGivenBackByteForByte() throws IOException {
        byte[] bytes = Mails.plain("张三 <zhang@outside.example>", "b@ours.example", "订单 SO-2024-00123", "外贸通系统");
        try (Archive archive = Archive.open(ArchiveSettings.embedded(folder))) {
            Receipt receipt = archive.capture(Mails.delivery("q1", bytes));
            archive.link(new LinkEvent(
                    receipt.id(),
                    Instant.parse("2026-03-01T10:00:01Z"),
                    "matcher",
                    "test",
                    List.of(new Link(
                            "order",
                            "SO-2024-00123",
                            "C001",
                            LinkStatus.LINKED,
                            0.99,
                            List.of(new Link.Evidence("number", "subject", "SO-2024-00123"))))));
            archive.awaitFollowers(Duration.ofSeconds(20));

            for (String query : List.of(
                    "",
                    "外贸",
                    "贸通系",
                    "subject:訂單",
                    "SO202400123",
                    "2024 00123",
                    "customer:c001",
                    "order:SO202400123",
                    "from:zhang",
                    "participant:zhang@outside.example",
                    "domain:example",
                    "tag:linked")) {
                assertThat(archive.search(new SearchRequest(query, Optional.empty(), 10), Mails.officer())
                                .items())
                        .as(query)
                        .hasSize(1);
            }
            assertThat(archive.search(new SearchRequest("tag:review OR 不在", Optional.empty(), 10), Mails.officer())
                            .total())
                    .isZero();
            Content raw = archive.raw(receipt.id(), Mails.officer()).orElseThrow();
            try (InputStream in = raw.open()) {
                assertThat(in.readAllBytes()).isEqualTo(bytes);
            }
            assertThat(archive.find(receipt.id(), Mails.officer()).orElseThrow().links())
                    .hasSize(1);
            assertThat(archive.verify(progress -> {}).intact()).isTrue();
        }
    }
}
