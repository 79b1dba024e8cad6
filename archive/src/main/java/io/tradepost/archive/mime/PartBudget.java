package io.tradepost.archive.mime;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What one message may cost, and what has been gathered of it so far. Shared with the mail nested in it. */
final class PartBudget {
    /** Multiparts inside multiparts. */
    static final int MOST_NESTING = 50;
    /** Mail inside mail. */
    static final int MOST_NESTED_MAIL = 10;

    static final int MOST_PARTS = 2000;
    static final int MOST_HEADERS = 5000;
    static final int MOST_HEADER_BYTES = 256 << 10;
    /** Decoded bytes read of one text part. */
    static final int MOST_PART_BYTES = 16 << 20;
    /** Characters of text kept. */
    static final int MOST_TEXT = 4 << 20;
    /** Bytes of nested mail held in memory over the whole message. */
    static final long MOST_NESTED_BYTES = 64L << 20;

    private static final int MOST_NOTES = 50;

    final StringBuilder text = new StringBuilder();
    final StringBuilder alternativeText = new StringBuilder();
    final StringBuilder attachmentText = new StringBuilder();
    final List<ParsedMessage.AttachedFile> attachments = new ArrayList<>();
    final List<ParsedMessage.Document> documents = new ArrayList<>();
    final DocumentBytes bytes;
    boolean hasLink;
    int parts;
    long nestedBytes;
    private final Set<String> unsearchable = new LinkedHashSet<>();
    private final Set<String> defects = new LinkedHashSet<>();

    PartBudget(DocumentBytes bytes) {
        this.bytes = bytes;
    }

    /** Something that was malformed. */
    void defect(String what) {
        if (defects.size() < MOST_NOTES) {
            defects.add(CleanText.shortened(CleanText.line(what), 200));
        }
    }

    /** Something that can't be searched, and why. */
    void unsearchable(String what) {
        if (unsearchable.size() < MOST_NOTES) {
            unsearchable.add(CleanText.shortened(CleanText.line(what), 300));
        }
    }

    List<String> unsearchable() {
        return List.copyOf(unsearchable);
    }

    List<String> defects() {
        return List.copyOf(defects);
    }

    int textLeft() {
        return Math.max(0, MOST_TEXT - text.length() - alternativeText.length() - attachmentText.length());
    }

    void add(StringBuilder to, String words) {
        if (words.isBlank()) {
            return;
        }
        int left = textLeft();
        if (words.length() > left) {
            unsearchable("text beyond the first " + MOST_TEXT + " characters");
        }
        if (!to.isEmpty()) {
            to.append('\n');
        }
        to.append(words, 0, Math.min(words.length(), left));
    }
}
