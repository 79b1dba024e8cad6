package io.tradepost.mailbox.message;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.Header;
import org.apache.james.mailbox.model.MimeDescriptor;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * A part of a message as it was parsed once. Its header fields are not kept: BODYSTRUCTURE has no use for them, and whoever
 * does has the message parsed again.
 *
 * @param lines  -1 where the part is no text
 * @param parsed the same part, parsed now
 */
record KeptPart(
        @Nullable String type,
        @Nullable String subType,
        @Nullable String id,
        @Nullable String description,
        @Nullable String location,
        @Nullable String md5,
        @Nullable String encoding,
        @Nullable String disposition,
        @Nullable List<String> languages,
        @Nullable Map<String, String> dispositionParameters,
        Map<String, String> typeParameters,
        long lines,
        long octets,
        List<MimeDescriptor> children,
        Parsed parsed)
        implements MimeDescriptor {
    /** Parses when it is asked. */
    @FunctionalInterface
    interface Parsed {
        MimeDescriptor get() throws MailboxException;

        /** The part of it in this place, counted from 0. */
        default Parsed child(int place) {
            return () -> {
                Iterator<MimeDescriptor> all = get().parts();
                for (int i = 0; i < place && all.hasNext(); i++) {
                    all.next();
                }
                if (!all.hasNext()) {
                    throw new MailboxException("a message has not the parts that it had");
                }
                return all.next();
            };
        }
    }

    @Override
    public @Nullable String getMimeType() {
        return type;
    }

    @Override
    public @Nullable String getMimeSubType() {
        return subType;
    }

    @Override
    public @Nullable String getContentID() {
        return id;
    }

    @Override
    public @Nullable String getContentDescription() {
        return description;
    }

    @Override
    public @Nullable String getContentLocation() {
        return location;
    }

    @Override
    public @Nullable String getContentMD5() {
        return md5;
    }

    @Override
    public @Nullable String getTransferContentEncoding() {
        return encoding;
    }

    @Override
    public @Nullable List<String> getLanguages() {
        return languages;
    }

    @Override
    public @Nullable String getDisposition() {
        return disposition;
    }

    @Override
    public @Nullable Map<String, String> getDispositionParams() {
        return dispositionParameters;
    }

    @Override
    public long getLines() {
        return lines;
    }

    @Override
    public long getBodyOctets() {
        return octets;
    }

    @Override
    public Iterator<MimeDescriptor> parts() {
        return children.iterator();
    }

    /** Messages with messages in them are not kept. */
    @Override
    public @Nullable MimeDescriptor embeddedMessage() {
        return null;
    }

    @Override
    public Map<String, String> contentTypeParameters() {
        return typeParameters;
    }

    @Override
    public Iterator<Header> headers() throws MailboxException {
        return parsed.get().headers();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        try {
            return parsed.get().getInputStream();
        } catch (MailboxException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public Publisher<ByteBuffer> reactiveBytes() {
        return Mono.fromCallable(parsed::get).flatMapMany(MimeDescriptor::reactiveBytes);
    }

    @Override
    public long size() throws MailboxException {
        return parsed.get().size();
    }
}
