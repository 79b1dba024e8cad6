package io.tradepost.archive.mime;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Content;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.james.mime4j.MimeException;

/** Reads a message as far as it can be read. Never throws because of what the bytes are. */
public final class MessageParser {
    private MessageParser() {}

    /** What could be read. A source that can't be read at all is reported in {@link ParsedMessage#unsearchable}. */
    public static ParsedMessage parse(Content content) {
        return parse(content, (name, type, in) -> Fingerprint.of(in));
    }

    /** The same, handing the bytes of each document in it to somebody who reads them. */
    public static ParsedMessage parse(Content content, DocumentBytes documents) {
        PartBudget budget = new PartBudget(documents);
        MessageWalk walk = new MessageWalk(budget, 0);
        boolean stopped = true;
        try (InputStream in = new BufferedInputStream(content.open(), 64 << 10)) {
            walk.run(in);
            stopped = false;
        } catch (ArchiveException e) {
            if (e.isTemporary()) {
                // Half a message must not be taken for the whole one: whoever asks tries again.
                throw e;
            }
            budget.unsearchable(String.valueOf(e.getMessage()));
            return message(walk.headers(), budget);
        } catch (IOException | MimeException | RuntimeException | StackOverflowError e) {
            budget.defect("reading stopped: " + e.getMessage());
        }
        if (stopped) {
            rescue(content, budget);
        }
        return message(walk.headers(), budget);
    }

    /** When the structure can't be followed, the raw text is better than nothing. */
    private static void rescue(Content content, PartBudget budget) {
        budget.unsearchable("parts of the message: its structure is broken");
        if (!budget.text.isEmpty()) {
            return;
        }
        try (InputStream in = content.open()) {
            byte[] bytes = in.readNBytes(1 << 20);
            budget.add(
                    budget.text, CleanText.of(CharsetDecoding.decode(bytes, "").text()));
        } catch (IOException e) {
            budget.unsearchable("everything: " + e.getMessage());
        }
    }

    private static ParsedMessage message(MessageHeaders headers, PartBudget budget) {
        return new ParsedMessage(
                headers.line("subject"),
                headers.addresses("from"),
                headers.addresses("to"),
                headers.addresses("cc"),
                headers.addresses("bcc"),
                headers.addresses("reply-to"),
                headers.addresses("sender"),
                headers.ids("message-id").stream().findFirst().orElseGet(() -> headers.line("message-id")),
                headers.ids("references"),
                headers.ids("in-reply-to"),
                headers.date(),
                budget.text.toString(),
                budget.alternativeText.toString(),
                List.copyOf(budget.attachments),
                budget.attachmentText.toString(),
                List.copyOf(budget.documents),
                budget.hasLink,
                budget.unsearchable(),
                budget.defects());
    }
}
