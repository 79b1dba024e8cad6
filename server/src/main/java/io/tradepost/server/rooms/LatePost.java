package io.tradepost.server.rooms;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.proof.place.EvidencePost;
import java.util.Optional;

/** The way out for evidence: there once the mail server runs, and until then not. */
public final class LatePost implements EvidencePost {
    private volatile Optional<EvidencePost> way = Optional.empty();

    /** Mail may go this way from now on. */
    public void open(EvidencePost real) {
        way = Optional.of(real);
    }

    /** Mail may go no way from now on. */
    public void close() {
        way = Optional.empty();
    }

    @Override
    public void send(String recipient, byte[] message) {
        way.orElseThrow(() -> ArchiveException.temporary(
                        "the mail server does not run", new IllegalStateException("not running")))
                .send(recipient, message);
    }
}
