package io.tradepost.archive.disposition;

import java.util.Collection;

/** Makes content unreadable for good. */
public interface KeyShredder {
    /** Whether the content of this delivery has a key of its own, so that it can be destroyed at all. */
    boolean destroyable(long sequence);

    /**
     * Destroys the keys of these deliveries, and of what no other delivery refers to, after whatever was derived from their
     * content; when it returns all that is gone from the disk. What was destroyed before is no failure.
     */
    void shred(Collection<Item> items);
}
