package io.tradepost.archive.similar;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.Archive;
import io.tradepost.archive.ArchiveSettings;
import io.tradepost.archive.Mails;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.Reader;
import io.tradepost.archive.SimilarMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Near-duplicates as people ask for them. */
class SimilarTest {
    private static final String OFFER =
            "您好，现报黄铜阀门一千只，单价每只三点五美元，交货期三十天，付款方式为信用证，" + "包装为出口纸箱，每箱五十只，装运港宁波，请贵司尽快确认订单并安排付款，谢谢您的支持。";

    @TempDir
    Path folder;

    @Test
    void theMostSimilarComesFirstAndWhatIsOtherDoesNotCome() {
        try (Archive archive = Archive.open(ArchiveSettings.embedded(folder))) {
            MessageId asked = capture(archive, "1", OFFER);
            MessageId again = capture(archive, "2", OFFER);
            MessageId cheaper = capture(archive, "3", OFFER.replace("三点五", "三点六"));
            MessageId traditional = capture(archive, "4", OFFER.replace("黄铜", "黃銅"));
            capture(archive, "5", "完全不同的邮件：请查收附件中的提单副本和装箱单，货物已于今天离港，预计下月到达。");
            archive.awaitFollowers(Duration.ofSeconds(60));

            List<SimilarMessage> found =
                    archive.similar().of(asked, 0.7, 10, Mails.officer()).orElseThrow();
            assertThat(found)
                    .extracting(one -> one.message().id())
                    .startsWith(traditional, again)
                    .containsExactlyInAnyOrder(again, traditional, cheaper);
            assertThat(found.getFirst().score())
                    .as("Chinese variants are the same")
                    .isEqualTo(1);
            assertThat(found.getLast().score()).isBetween(0.7, 0.99);
            assertThat(archive.similar().of(asked, 1, 10, Mails.officer()).orElseThrow())
                    .hasSize(2);
            Reader platform = new Reader("p", "platform", "test", Reader.Scope.LINKED_TO_CUSTOMERS);
            assertThat(archive.similar().of(asked, 0.7, 10, platform)).isEmpty();
        }
    }

    private static MessageId capture(Archive archive, String key, String body) {
        return archive.capture(Mails.delivery(key, Mails.plain("a@x.example", "b@y.example", "s" + key, body)))
                .id();
    }
}
