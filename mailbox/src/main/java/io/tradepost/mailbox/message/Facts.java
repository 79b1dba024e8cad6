package io.tradepost.mailbox.message;

import static org.apache.james.mailbox.store.mail.model.StandardNames.MIME_CONTENT_DISPOSITION_PARAMETER_SPACE;
import static org.apache.james.mailbox.store.mail.model.StandardNames.MIME_CONTENT_DISPOSITION_SPACE;
import static org.apache.james.mailbox.store.mail.model.StandardNames.MIME_CONTENT_TYPE_PARAMETER_SPACE;
import static org.apache.james.mailbox.store.mail.model.StandardNames.MIME_CONTENT_TYPE_SPACE;
import static org.apache.james.mailbox.store.mail.model.StandardNames.NAMESPACE_RFC_1766;
import static org.apache.james.mailbox.store.mail.model.StandardNames.NAMESPACE_RFC_1864;
import static org.apache.james.mailbox.store.mail.model.StandardNames.NAMESPACE_RFC_2045;
import static org.apache.james.mailbox.store.mail.model.StandardNames.NAMESPACE_RFC_2557;

import io.tradepost.mailbox.MailboxStoreException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.james.mailbox.store.mail.model.Property;
import org.apache.james.mailbox.store.mail.model.impl.Properties;
import org.jspecify.annotations.Nullable;

/** The octets of {@code mb_message.facts}: what was parsed once of a message's MIME header fields. */
final class Facts {
    private static final int VERSION = 1;
    private static final long NO_LINES = -1;

    /** Namespaces by their number on disk, which never changes; James's are long and the same in every message. */
    private static final List<String> SPACES = List.of(
            "",
            MIME_CONTENT_TYPE_SPACE,
            MIME_CONTENT_TYPE_PARAMETER_SPACE,
            NAMESPACE_RFC_2045,
            NAMESPACE_RFC_2557,
            NAMESPACE_RFC_1864,
            NAMESPACE_RFC_1766,
            MIME_CONTENT_DISPOSITION_SPACE,
            MIME_CONTENT_DISPOSITION_PARAMETER_SPACE);

    private Facts() {}

    static byte[] write(Properties properties) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            Long lines = lines(properties);
            out.writeLong(lines == null ? NO_LINES : lines);
            List<Property> all = properties.toProperties();
            out.writeInt(all.size());
            for (Property property : all) {
                int space = Math.max(0, SPACES.indexOf(property.getNamespace()));
                out.writeByte(space);
                if (space == 0) {
                    writeText(out, property.getNamespace());
                }
                writeText(out, property.getLocalName());
                writeText(out, property.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written to", e);
        }
        return bytes.toByteArray();
    }

    static Properties read(byte[] facts) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(facts))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw MailboxStoreException.permanent("facts of version " + version + " are not known here");
            }
            long lines = in.readLong();
            int count = in.readInt();
            List<Property> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int space = in.readByte();
                String namespace = space == 0 ? readText(in) : SPACES.get(space);
                all.add(new Property(namespace, readText(in), readText(in)));
            }
            return new Properties(all, lines == NO_LINES ? null : lines);
        } catch (IOException e) {
            throw MailboxStoreException.permanent("the facts of a message are damaged", e);
        }
    }

    /** James says "unknown" with a null. */
    private static @Nullable Long lines(Properties properties) {
        return properties.getTextualLineCount();
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] bytes = in.readNBytes(length);
        if (bytes.length != length) {
            throw new java.io.EOFException("a text of " + length + " octets is cut short");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
