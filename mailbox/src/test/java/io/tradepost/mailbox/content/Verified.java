package io.tradepost.mailbox.content;

import io.tradepost.archive.Archive;
import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.VerifyReport;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What an archive's own check of everything says. */
public final class Verified {
    private static final int TRIES = 50;

    private Verified() {}

    /** While the embedded catalog's files are written anew it takes no questions, and says that asking again helps. */
    public static VerifyReport of(Archive archive) {
        for (int tries = 0; ; tries++) {
            try {
                return archive.verify(progress -> {});
            } catch (ArchiveException e) {
                if (!e.isTemporary() || tries > TRIES) {
                    throw e;
                }
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            }
        }
    }
}
