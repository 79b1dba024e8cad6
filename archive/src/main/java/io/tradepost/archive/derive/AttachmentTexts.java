package io.tradepost.archive.derive;

import io.tradepost.archive.mime.ParsedMessage.Document;
import io.tradepost.archive.text.AttachmentText;
import java.util.Optional;

/** Where the text of attachments is asked for. */
public interface AttachmentTexts {
    /** Nobody reads attachments. */
    AttachmentTexts OFF = new AttachmentTexts() {
        @Override
        public boolean enabled() {
            return false;
        }

        @Override
        public Optional<AttachmentText> of(Document document) {
            return Optional.empty();
        }
    };

    /** Whether what is missing is still to come. */
    boolean enabled();

    /** What could be read of it; empty as long as it was not read. */
    Optional<AttachmentText> of(Document document);
}
