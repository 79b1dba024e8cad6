package io.tradepost.server.james.imap.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.james.imap.api.message.BodyFetchElement;
import org.apache.james.imap.api.message.SectionType;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.apache.james.mime4j.util.ByteSequence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to a part of a message by its numbers (RFC 3501 section 6.4.5). Every message has a part 1: where it is no
 * multipart, that is its own body. The parts of a part that is mail are those of the mail in it.
 */
final class MessagePart {
    private static final Logger LOG = LoggerFactory.getLogger(MessagePart.class);
    private static final byte[] NOTHING = {};
    private static final MimeConfig CONFIG = MimeConfig.custom()
            .setMaxLineLen(-1)
            .setMaxHeaderLen(-1)
            .setMaxHeaderCount(-1)
            .setMaxContentLen(-1)
            .setStrictParsing(false)
            .setMalformedHeaderStartsBody(false)
            .build();

    private final PartTypes types = new PartTypes();
    private final MimeTokenStream tokens = new MimeTokenStream(CONFIG, null, types);

    /** Whether the entity that was come to is a message, the outermost or one in another, and not a part. */
    private boolean message = true;

    private boolean headerRead;
    private RawHeader header = RawHeader.of(List.of());

    private MessagePart(InputStream in) {
        tokens.setRecursionMode(RecursionMode.M_RECURSE);
        tokens.parse(in);
    }

    /**
     * The bytes of a section with a path.
     *
     * @param in the whole message
     * @return empty for a part that is not there
     */
    static byte[] read(InputStream in, BodyFetchElement section) throws IOException {
        try {
            MessagePart part = new MessagePart(in);
            for (int number : section.getPath()) {
                if (!part.child(number)) {
                    return NOTHING;
                }
            }
            return part.section(section);
        } catch (MimeException e) {
            LOG.debug("a message is no MIME where part {} would be", Arrays.toString(section.getPath()), e);
            return NOTHING;
        }
    }

    private boolean child(int number) throws IOException, MimeException {
        readHeader();
        if (types.multipart()) {
            message = false;
            return sibling(number);
        }
        if (message) {
            // Its body is its only part, and its own header that part's.
            message = false;
            return number == 1;
        }
        if (!types.message()) {
            return false;
        }
        enter();
        return child(number);
    }

    /** Goes to the n-th part of a multipart. */
    private boolean sibling(int number) throws IOException, MimeException {
        headerRead = false;
        int depth = 0;
        int count = 0;
        for (EntityState state = tokens.next(); state != EntityState.T_END_OF_STREAM; state = tokens.next()) {
            if (state == EntityState.T_START_BODYPART) {
                if (depth == 0 && ++count == number) {
                    return true;
                }
                depth++;
            } else if (state == EntityState.T_END_BODYPART) {
                depth--;
            } else if (state == EntityState.T_END_MULTIPART && depth == 0) {
                return false;
            }
        }
        return false;
    }

    /** Goes into the mail that this part is. */
    private void enter() throws IOException, MimeException {
        tokens.next();
        message = true;
        headerRead = false;
    }

    private void readHeader() throws IOException, MimeException {
        if (headerRead) {
            return;
        }
        List<byte[]> fields = new ArrayList<>();
        for (EntityState state = tokens.next();
                state != EntityState.T_END_HEADER && state != EntityState.T_END_OF_STREAM;
                state = tokens.next()) {
            if (state == EntityState.T_FIELD) {
                fields.add(line(tokens.getField().getRaw()));
            }
        }
        header = RawHeader.of(fields);
        headerRead = true;
    }

    private static byte[] line(ByteSequence raw) {
        byte[] bytes = raw.toByteArray();
        int end = bytes.length;
        while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
            end--;
        }
        byte[] line = Arrays.copyOf(bytes, end + 2);
        line[end] = '\r';
        line[end + 1] = '\n';
        return line;
    }

    private byte[] section(BodyFetchElement section) throws IOException, MimeException {
        boolean own = headerRead;
        readHeader();
        if (section.getSectionType() == SectionType.CONTENT) {
            return body();
        }
        if (section.getSectionType() == SectionType.MIME) {
            return own ? header.ofMime() : header.all();
        }
        if (!types.message()) {
            return NOTHING;
        }
        enter();
        readHeader();
        return switch (section.getSectionType()) {
            case HEADER -> header.all();
            case HEADER_FIELDS -> header.named(section.getFieldNames());
            case HEADER_NOT_FIELDS -> header.notNamed(section.getFieldNames());
            case TEXT -> body();
            case CONTENT, MIME -> throw new IllegalStateException("answered above");
        };
    }

    private byte[] body() throws IOException, MimeException {
        tokens.setRecursionMode(RecursionMode.M_FLAT);
        if (tokens.next() != EntityState.T_BODY) {
            return NOTHING;
        }
        try (InputStream in = tokens.getInputStream()) {
            return in.readAllBytes();
        }
    }
}
