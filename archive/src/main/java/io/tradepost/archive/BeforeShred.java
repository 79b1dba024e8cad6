package io.tradepost.archive;

import java.util.List;

/**
 * Told before archived content is destroyed, so that whoever else uses it can keep what they need elsewhere. It may be told of
 * the same content again, after a crash also when that is gone already. Unless it returns, nothing is destroyed: the run of
 * disposal then fails with what it throws, and goes on when it is carried out again.
 */
@FunctionalInterface
public interface BeforeShred {
    /** For an archive whose content nobody else uses. */
    BeforeShred NOBODY = leaving -> {
        // Nobody needs to know.
    };

    /** These will be destroyed when this returns. */
    void leaving(List<Leaving> leaving);

    /**
     * A delivery that is about to be destroyed.
     *
     * @param sequence its place in the journal
     * @param content  its bytes; reading fails when they are gone already
     */
    record Leaving(long sequence, Content content) {}
}
