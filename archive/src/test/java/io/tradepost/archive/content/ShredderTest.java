package io.tradepost.archive.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Content;
import io.tradepost.archive.journal.DiskFiles;
import io.tradepost.archive.journal.NewRecord;
import io.tradepost.archive.journal.RecordKind;
import io.tradepost.archive.journal.StepFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShredderTest {
    private static final byte[] SHARED = MailMaker.file(20_000, 1);
    private static final byte[] OWN = MailMaker.file(20_000, 2);

    @TempDir
    Path folder;

    @Test
    void aMessageGoesWithThePartsThatNobodyElseNeeds() {
        try (ContentFixture archive = ContentFixture.open(folder)) {
            byte[] both = two(SHARED, OWN);
            long gone = archive.put("gone", both);
            byte[] other = MailMaker.withAttachment("stays", SHARED);
            long stays = archive.put("stays", other);
            Shredder.Shredded shredded = archive.store().shredder().shred(gone);
            assertThat(shredded.deliveries()).containsExactly(gone);
            assertThat(shredded.parts()).hasSize(1);
            assertThat(shredded.shared()).hasSize(1);
            expectGone(archive, gone);
            expectGone(archive, shredded.parts().getFirst());
            assertThat(archive.get(stays)).isEqualTo(other);
            assertThat(archive.store().shredder().shred(stays).parts())
                    .as("the last one takes the shared part along")
                    .isEqualTo(shredded.shared());
            expectGone(archive, shredded.shared().getFirst());
            assertThat(archive.journal().check().run(progress -> {}).intact()).isTrue();
            assertThat(archive.store().shredder().shred(stays).deliveries())
                    .as("again is no failure")
                    .containsExactly(stays);
        }
    }

    @Test
    void anAttachmentThatComesAgainAfterItWasShreddedIsKeptAnew() {
        try (ContentFixture archive = ContentFixture.open(folder)) {
            long first = archive.put("first", MailMaker.withAttachment("first", OWN));
            archive.store().shredder().shred(first);
            byte[] mail = MailMaker.withAttachment("second", OWN);
            long second = archive.put("second", mail);
            assertThat(archive.get(second)).isEqualTo(mail);
            assertThat(archive.parts()).hasSize(2);
        }
    }

    @Test
    void whatIsNoEncryptedMessageIsRefusedBeforeAnythingIsDone() {
        try (ContentFixture archive = ContentFixture.open(folder)) {
            long good = archive.put("good", MailMaker.withAttachment("good", OWN));
            long part = archive.parts().getFirst().sequence();
            long plain = archive.journal()
                    .append(new NewRecord(RecordKind.DELIVERY, 1, 0, new byte[0], Content.of(new byte[] {1})))
                    .sequence();
            for (long wrong : List.of(part, plain, 999L)) {
                assertThatThrownBy(() -> archive.store().shredder().shred(List.of(good, wrong), progress -> {}))
                        .isInstanceOf(ArchiveException.class)
                        .satisfies(e ->
                                assertThat(((ArchiveException) e).isTemporary()).isFalse());
            }
            assertThat(archive.get(good)).isNotEmpty();
        }
    }

    @Test
    void messagesThatArriveMeanwhileNeverReferToWhatIsDestroyed() throws InterruptedException {
        try (ContentFixture archive = ContentFixture.open(folder)) {
            AtomicBoolean end = new AtomicBoolean();
            List<Long> arrived = new ArrayList<>();
            Thread mail = new Thread(() -> {
                for (int i = 0; !end.get(); i++) {
                    arrived.add(archive.put("m" + i, MailMaker.withAttachment("m" + i, OWN)));
                }
            });
            mail.start();
            for (int i = 0; i < 40; i++) {
                archive.store().shredder().shred(archive.put("s" + i, MailMaker.withAttachment("s" + i, OWN)));
            }
            end.set(true);
            mail.join();
            for (int i = 0; i < arrived.size(); i++) {
                assertThat(archive.get(arrived.get(i))).isEqualTo(MailMaker.withAttachment("m" + i, OWN));
            }
        }
    }

    @Test
    void aShredThatIsCutOffAtAnyStepIsCarriedOnByTheNext() throws java.io.IOException {
        for (StepFiles.Way way : StepFiles.Way.values()) {
            boolean failed = true;
            for (long step = 1; failed; step++) {
                failed = cutOff(way, step);
                assertThat(step).isLessThan(50);
            }
        }
    }

    private boolean cutOff(StepFiles.Way way, long step) throws java.io.IOException {
        Path place = Files.createDirectory(folder.resolve(way + "-" + step));
        byte[] kept = MailMaker.withAttachment("stays", SHARED);
        long gone;
        long stays;
        try (ContentFixture archive = ContentFixture.open(place)) {
            gone = archive.put("gone", two(SHARED, OWN));
            stays = archive.put("stays", kept);
        }
        boolean failed = false;
        StepFiles counting = new StepFiles(Long.MAX_VALUE, way);
        ContentFixture.open(place, 8 << 20, counting).close();
        StepFiles files = new StepFiles(counting.steps() + step, way);
        try (ContentFixture archive = ContentFixture.open(place, 8 << 20, files)) {
            try {
                archive.store().shredder().shred(gone);
            } catch (ArchiveException e) {
                failed = true;
                assertThat(e.isTemporary()).isTrue();
            }
            assertThat(archive.get(stays)).isEqualTo(kept);
        }
        try (ContentFixture archive = ContentFixture.open(place, 8 << 20, new DiskFiles())) {
            assertThat(archive.store().shredder().shred(gone).parts()).hasSize(1);
            expectGone(archive, gone);
            assertThat(archive.get(stays)).isEqualTo(kept);
            assertThat(archive.journal().check().run(progress -> {}).intact()).isTrue();
        }
        return failed;
    }

    private static void expectGone(ContentFixture archive, long sequence) {
        assertThatThrownBy(() -> archive.get(sequence))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("disposed");
    }

    private static byte[] two(byte[] one, byte[] two) {
        MailMaker maker = new MailMaker(1);
        for (byte[] file : List.of(one, two)) {
            maker.text("A: b\r\n\r\n");
            maker.base64(file, 76, "\r\n");
            maker.text("\r\n\r\n");
        }
        maker.text(new String("end".getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII));
        return maker.bytes();
    }
}
