package io.tradepost.archive;

import io.tradepost.archive.derive.AttachmentTexts;
import io.tradepost.archive.derive.DocumentTexts;
import io.tradepost.archive.mime.ParsedMessage.Document;
import io.tradepost.archive.text.AttachmentText;
import io.tradepost.archive.text.TextState;
import io.tradepost.archive.text.TextStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says on a message which of its attachments have been read, at the moment it is shown: the catalog does not follow that. */
final class AttachmentStates implements AttachmentTexts {
    private final TextStore store;
    private final boolean enabled;

    AttachmentStates(TextStore store, boolean enabled) {
        this.store = store;
        this.enabled = enabled;
    }

    @Override
    public boolean enabled() {
        return enabled;
    }

    @Override
    public Optional<AttachmentText> of(Document document) {
        return store.text(document.fingerprint());
    }

    /** The message as it is now. */
    ArchivedMessage now(ArchivedMessage message) {
        if (message.attachments().stream().allMatch(file -> file.searchable() != Searchable.WAITING)) {
            return message;
        }
        List<ArchivedMessage.Attachment> files = new ArrayList<>();
        List<String> unsearchable = new ArrayList<>(message.unsearchable());
        for (ArchivedMessage.Attachment file : message.attachments()) {
            if (file.searchable() == Searchable.WAITING) {
                TextState state = store.state(file.sha256()).orElseGet(() -> DocumentTexts.notRead(enabled));
                files.add(new ArchivedMessage.Attachment(
                        file.name(), file.type(), file.size(), file.sha256(), state.searchable(), state.reasons()));
                DocumentTexts.said(file.name(), file.type(), state).ifPresent(unsearchable::add);
            } else {
                files.add(file);
            }
        }
        return new ArchivedMessage(
                message.id(),
                message.receivedAt(),
                message.direction(),
                message.envelope(),
                message.from(),
                message.to(),
                message.cc(),
                message.subject(),
                message.messageId(),
                message.size(),
                message.sha256(),
                message.account(),
                files,
                message.links(),
                message.snippet(),
                message.session(),
                unsearchable.stream().distinct().toList());
    }
}
