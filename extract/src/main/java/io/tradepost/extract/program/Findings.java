package io.tradepost.extract.program;

import io.tradepost.extract.wire.Unread;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.UnsupportedFormatException;
import org.apache.tika.metadata.Metadata;

/** What is known of one document while it is read: reasons why not all could be, and where in it we are. */
final class Findings {
    private final Set<Unread> unread = EnumSet.noneOf(Unread.class);
    private final Deque<Metadata> inside = new ArrayDeque<>();
    private final Expansion expansion;
    private final BoundedText text;

    Findings(Expansion expansion, BoundedText text) {
        this.expansion = expansion;
        this.text = text;
    }

    Expansion expansion() {
        return expansion;
    }

    BoundedText text() {
        return text;
    }

    void add(Unread reason) {
        unread.add(reason);
    }

    Set<Unread> unread() {
        return unread;
    }

    void enter(Metadata part) {
        inside.push(part);
    }

    void leave() {
        inside.pop();
    }

    /** How deep in the document; 1 for the document itself. */
    int depth() {
        return inside.size();
    }

    /** The type of what we are in; empty if not known. */
    String containerType() {
        Metadata container = inside.peek();
        String type = container == null ? null : container.get(Metadata.CONTENT_TYPE);
        return type == null ? "" : type.toLowerCase(Locale.ROOT);
    }

    /** Notes why something could not be read. */
    void failed(Throwable failure) {
        unread.add(reason(failure));
    }

    /** Libraries wrap one another's exceptions, and some only speak through the message. */
    private static Unread reason(Throwable failure) {
        Unread reason = Unread.BROKEN;
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            String name = cause.getClass().getSimpleName();
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (cause instanceof EncryptedDocumentException
                    || name.equals("EncryptedDocumentException")
                    || name.equals("InvalidPasswordException")
                    || name.equals("PasswordRequiredException")
                    || message.contains("unsupported feature encryption")) {
                return Unread.ENCRYPTED;
            }
            if (cause instanceof BoundedText.Full
                    || cause instanceof Expansion.TooMuch
                    || cause instanceof StackOverflowError
                    || message.contains("zip bomb")
                    || message.contains("maximum allowed")
                    || message.contains("tried to allocate")
                    || message.contains("entity expansion")
                    || message.contains("jaxp0001000")) {
                return Unread.TOO_LARGE;
            }
            if (cause instanceof UnsupportedFormatException || name.equals("UnsupportedZipFeatureException")) {
                reason = Unread.UNSUPPORTED;
            }
            cause = cause.getCause();
        }
        return reason;
    }
}
