package io.tradepost.mailbox.message;

import com.github.luben.zstd.Zstd;
import io.tradepost.mailbox.MailboxStoreException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.james.mailbox.model.MimeDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * The octets of {@code mb_message.structure}: a version, the length of what follows, and that compressed. A message that has
 * another in it, whose envelope clients ask for too, is not kept: of such a one there is the version alone, so that nobody
 * tries again.
 */
final class Structure {
    private static final byte VERSION = 1;
    private static final int LEVEL = 3;
    private static final int NONE = -1;
    /** More than a row may hold of it; such a message is parsed each time. */
    private static final int LONGEST = 256 * 1024;

    private Structure() {}

    /** What is kept of a message that was parsed. */
    static byte[] write(MimeDescriptor whole) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            if (!canBeKept(whole)) {
                return new byte[] {VERSION};
            }
            writePart(out, whole);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written to", e);
        }
        byte[] plain = bytes.toByteArray();
        if (plain.length > LONGEST) {
            return new byte[] {VERSION};
        }
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(kept)) {
            out.writeByte(VERSION);
            out.writeInt(plain.length);
            out.write(Zstd.compress(plain, LEVEL));
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written to", e);
        }
        return kept.toByteArray();
    }

    /** No message in it, and no parameter without a value, which mime4j makes of odd fields. */
    private static boolean canBeKept(MimeDescriptor part) {
        if (part.embeddedMessage() != null
                || part.contentTypeParameters().containsValue(null)
                || (part.getDispositionParams() != null
                        && part.getDispositionParams().containsValue(null))
                || (part.getLanguages() != null && part.getLanguages().stream().anyMatch(Objects::isNull))) {
            return false;
        }
        for (Iterator<MimeDescriptor> parts = part.parts(); parts.hasNext(); ) {
            if (!canBeKept(parts.next())) {
                return false;
            }
        }
        return true;
    }

    /**
     * What is kept; empty where the message has to be parsed.
     *
     * @param parsed for what is not kept of it
     */
    static Optional<MimeDescriptor> read(byte[] kept, KeptPart.Parsed parsed) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(kept))) {
            if (in.readByte() != VERSION || in.available() == 0) {
                return Optional.empty();
            }
            int length = in.readInt();
            byte[] plain = Zstd.decompress(in.readAllBytes(), Math.clamp(length, 0, LONGEST));
            return Optional.of(readPart(new DataInputStream(new ByteArrayInputStream(plain)), parsed));
        } catch (IOException e) {
            throw MailboxStoreException.permanent("the structure of a message is damaged", e);
        }
    }

    private static void writePart(DataOutputStream out, MimeDescriptor part) throws IOException {
        writeText(out, part.getMimeType());
        writeText(out, part.getMimeSubType());
        writeText(out, part.getContentID());
        writeText(out, part.getContentDescription());
        writeText(out, part.getContentLocation());
        writeText(out, part.getContentMD5());
        writeText(out, part.getTransferContentEncoding());
        writeText(out, part.getDisposition());
        writeTexts(out, part.getLanguages());
        writePairs(out, part.getDispositionParams());
        writePairs(out, part.contentTypeParameters());
        out.writeLong(part.getLines());
        out.writeLong(part.getBodyOctets());
        List<MimeDescriptor> children = new ArrayList<>();
        part.parts().forEachRemaining(children::add);
        out.writeInt(children.size());
        for (MimeDescriptor child : children) {
            writePart(out, child);
        }
    }

    private static KeptPart readPart(DataInputStream in, KeptPart.Parsed parsed) throws IOException {
        String type = readText(in);
        String subType = readText(in);
        String id = readText(in);
        String description = readText(in);
        String location = readText(in);
        String md5 = readText(in);
        String encoding = readText(in);
        String disposition = readText(in);
        List<String> languages = readTexts(in);
        Map<String, String> dispositionParameters = readPairs(in);
        Map<String, String> typeParameters = readPairs(in);
        long lines = in.readLong();
        long octets = in.readLong();
        int count = in.readInt();
        List<MimeDescriptor> children = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            children.add(readPart(in, parsed.child(i)));
        }
        return new KeptPart(
                type,
                subType,
                id,
                description,
                location,
                md5,
                encoding,
                disposition,
                languages,
                dispositionParameters,
                typeParameters == null ? Map.of() : typeParameters,
                lines,
                octets,
                children,
                parsed);
    }

    private static void writeTexts(DataOutputStream out, @Nullable List<String> texts) throws IOException {
        out.writeInt(texts == null ? NONE : texts.size());
        for (String text : texts == null ? List.<String>of() : texts) {
            writeText(out, text);
        }
    }

    private static @Nullable List<String> readTexts(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count == NONE) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(present(readText(in)));
        }
        return texts;
    }

    private static void writePairs(DataOutputStream out, @Nullable Map<String, String> pairs) throws IOException {
        out.writeInt(pairs == null ? NONE : pairs.size());
        for (Map.Entry<String, String> pair : (pairs == null ? Map.<String, String>of() : pairs).entrySet()) {
            writeText(out, pair.getKey());
            writeText(out, pair.getValue());
        }
    }

    private static @Nullable Map<String, String> readPairs(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count == NONE) {
            return null;
        }
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            pairs.put(present(readText(in)), present(readText(in)));
        }
        return pairs;
    }

    private static void writeText(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(NONE);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static @Nullable String readText(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length == NONE) {
            return null;
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length != length) {
            throw new EOFException("a text of " + length + " octets is cut short");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String present(@Nullable String text) throws IOException {
        if (text == null) {
            throw new IOException("a text is missing");
        }
        return text;
    }
}
