package io.tradepost.archive.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradepost.archive.journal.DiskFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

class LocalSegmentStoreTest extends SegmentStoreContract {
    @Override
    SegmentStore store() {
        return new LocalSegmentStore(folder.resolve("kept"), new DiskFiles());
    }

    /** A folder can't keep its owner out; what it can do is to let nobody write by mistake. */
    @Override
    void attack(KeptSegment kept) throws IOException {
        Path file = folder.resolve("kept").resolve(kept.name());
        assertThat(Files.getPosixFilePermissions(file))
                .doesNotContain(
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.GROUP_WRITE,
                        PosixFilePermission.OTHERS_WRITE);
    }
}
