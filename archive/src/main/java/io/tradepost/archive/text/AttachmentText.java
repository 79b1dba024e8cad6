package io.tradepost.archive.text;

import io.tradepost.archive.Searchable;
import io.tradepost.extract.wire.Unread;
import java.util.List;
import java.util.Set;

/**
 * What could be read of an attachment.
 *
 * @param text   possibly nothing; in Unicode form C, free of NUL and lone surrogates
 * @param unread why that may not be all; empty if it is
 */
public record AttachmentText(String text, Set<Unread> unread) {
    public AttachmentText {
        unread = Set.copyOf(unread);
    }

    /** What that means for search. */
    public Searchable searchable() {
        return searchable(unread, !text.isBlank());
    }

    /** The reasons in words, in a fixed order. */
    public List<String> reasons() {
        return reasons(unread);
    }

    static Searchable searchable(Set<Unread> unread, boolean any) {
        if (unread.isEmpty()) {
            return Searchable.YES;
        }
        return any ? Searchable.PARTLY : Searchable.NO;
    }

    static List<String> reasons(Set<Unread> unread) {
        return unread.stream().sorted().map(Unread::word).toList();
    }
}
