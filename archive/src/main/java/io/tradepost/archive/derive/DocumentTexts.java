package io.tradepost.archive.derive;

import io.tradepost.archive.ArchivedMessage;
import io.tradepost.archive.Searchable;
import io.tradepost.archive.mime.CleanText;
import io.tradepost.archive.mime.ParsedMessage;
import io.tradepost.archive.mime.ParsedMessage.Document;
import io.tradepost.archive.text.AttachmentText;
import io.tradepost.archive.text.TextState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the documents of one message say.
 *
 * @param texts        in order
 * @param states       by SHA-256 of the document
 * @param missing      whether the text of any was never read
 * @param unsearchable documents that could not be read in full, and why
 */
public record DocumentTexts(
        List<String> texts, Map<String, TextState> states, boolean missing, List<String> unsearchable) {
    /** Characters of all documents of a message together. */
    private static final int MOST_TEXT = 8 << 20;

    /** Why a document can't be searched when nobody reads documents here. */
    public static final String OFF = "off";

    static DocumentTexts of(ParsedMessage message, AttachmentTexts from) {
        List<String> texts = new ArrayList<>();
        Map<String, TextState> states = new LinkedHashMap<>();
        List<String> unsearchable = new ArrayList<>();
        boolean missing = false;
        int left = MOST_TEXT;
        for (Document document : message.documents()) {
            if (states.containsKey(document.fingerprint().sha256())) {
                continue;
            }
            Optional<AttachmentText> known = from.of(document);
            missing |= known.isEmpty();
            TextState state = known.map(text -> new TextState(text.searchable(), text.reasons()))
                    .orElseGet(() -> notRead(from.enabled()));
            states.put(document.fingerprint().sha256(), state);
            if (known.isPresent() && !known.get().text().isBlank()) {
                String text = known.get().text();
                texts.add(text.length() > left ? text.substring(0, left) : text);
                if (text.length() > left) {
                    unsearchable.add("attachments beyond the first " + MOST_TEXT + " characters");
                }
                left -= Math.min(left, text.length());
            }
            said(document.name(), document.type(), state).ifPresent(unsearchable::add);
        }
        return new DocumentTexts(List.copyOf(texts), Map.copyOf(states), missing, List.copyOf(unsearchable));
    }

    /** The state of a document that was never read. */
    public static TextState notRead(boolean enabled) {
        return enabled ? new TextState(Searchable.WAITING, List.of()) : new TextState(Searchable.NO, List.of(OFF));
    }

    /** As it is shown before anybody has looked whether its text is there. */
    ArchivedMessage.Attachment shown(ParsedMessage.AttachedFile file) {
        return new ArchivedMessage.Attachment(
                file.name(),
                file.type(),
                file.size(),
                file.sha256(),
                states.containsKey(file.sha256()) ? Searchable.WAITING : Searchable.YES,
                List.of());
    }

    /** What is said on a message about a document; nothing if it was read, or is still to be. */
    public static Optional<String> said(String name, String type, TextState state) {
        if (state.searchable() == Searchable.YES || state.searchable() == Searchable.WAITING) {
            return Optional.empty();
        }
        String label = name.isEmpty() ? "a part" : name;
        if (state.reasons().equals(List.of(OFF))) {
            return Optional.of(CleanText.shortened(label + ": the text of " + type + " is not read", 300));
        }
        String extent = state.searchable() == Searchable.PARTLY ? " in part" : "";
        return Optional.of(CleanText.shortened(
                label + ": not read" + extent + " (" + String.join(", ", state.reasons()) + ")", 300));
    }
}
