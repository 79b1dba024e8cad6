package io.tradepost.archive.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.apache.james.mime4j.util.ByteSequence;
import org.apache.james.mime4j.util.ContentUtil;

/** Walks the parts of one message in order and puts what it finds into the budget. */
final class MessageWalk {
    // Bounds are ours (PartBudget): those of mime4j end the parse, ours end only what is too much.
    private static final MimeConfig CONFIG = MimeConfig.custom()
            .setMaxLineLen(-1)
            .setMaxHeaderLen(-1)
            .setMaxHeaderCount(-1)
            .setMaxContentLen(-1)
            .setStrictParsing(false)
            .setMalformedHeaderStartsBody(false)
            .build();

    private static final Set<String> SIGNATURES = Set.of(
            "application/pgp-signature",
            "application/pkcs7-signature",
            "application/x-pkcs7-signature",
            "application/pgp-keys",
            "application/pgp-encrypted");

    private static final List<String> WITHOUT_TEXT =
            List.of("text/", "image/", "audio/", "video/", "font/", "multipart/", "message/");
    private static final Set<String> RICH_TEXT = Set.of("text/rtf");

    private final PartBudget budget;
    private final int nesting;
    private final MessageHeaders headers;
    private final Deque<Frame> open = new ArrayDeque<>();
    private MessageHeaders current;

    /** A multipart that is open. */
    private static final class Frame {
        final boolean alternative;
        boolean plainSeen;

        Frame(String type) {
            alternative = type.equals("multipart/alternative");
        }
    }

    /** Hands those of mime4j's remarks to the budget after which something may be missing. */
    private static final class Listener extends DecodeMonitor {
        private static final List<String> GRAVE =
                List.of("Body part ended", "Unexpected end", "Malformed encoded", "Unexpected base64 byte");

        private final PartBudget budget;

        Listener(PartBudget budget) {
            this.budget = budget;
        }

        @Override
        public boolean warn(String error, String dropDesc) {
            if (GRAVE.stream().anyMatch(error::startsWith)) {
                budget.defect(error);
            }
            return false;
        }

        @Override
        public boolean isListening() {
            return true;
        }
    }

    /**
     * @param nesting how deep in other mail this is; 0 for the message itself
     */
    MessageWalk(PartBudget budget, int nesting) {
        this.budget = budget;
        this.nesting = nesting;
        this.headers = new MessageHeaders(budget);
        this.current = headers;
    }

    MessageHeaders headers() {
        return headers;
    }

    void run(InputStream in) throws IOException, MimeException {
        MimeTokenStream stream = new MimeTokenStream(CONFIG, new Listener(budget), null);
        stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
        stream.parse(in);
        for (EntityState state = stream.getState(); state != EntityState.T_END_OF_STREAM; state = stream.next()) {
            switch (state) {
                case T_START_BODYPART -> current = new MessageHeaders(budget);
                case T_FIELD -> field(stream.getField());
                case T_START_MULTIPART -> {
                    open.push(new Frame(type(stream)));
                    encryptedMultipart(stream);
                    if (open.size() > PartBudget.MOST_NESTING) {
                        budget.unsearchable("parts nested deeper than " + PartBudget.MOST_NESTING);
                        budget.defect("nested deeper than " + PartBudget.MOST_NESTING);
                        return;
                    }
                }
                case T_END_MULTIPART -> open.poll();
                case T_BODY -> {
                    if (++budget.parts > PartBudget.MOST_PARTS) {
                        budget.unsearchable("parts beyond the first " + PartBudget.MOST_PARTS);
                        return;
                    }
                    body(stream);
                }
                default -> {
                    // Preamble, epilogue and the other borders hold nothing to search.
                }
            }
        }
    }

    private void field(Field field) {
        ByteSequence raw = field.getRaw();
        byte[] bytes = (raw == null ? ContentUtil.encode(field.getName() + ":" + field.getBody()) : raw).toByteArray();
        int colon = 0;
        while (colon < bytes.length && bytes[colon] != ':') {
            colon++;
        }
        current.add(
                field.getName(), java.util.Arrays.copyOfRange(bytes, Math.min(colon + 1, bytes.length), bytes.length));
    }

    private static String type(MimeTokenStream stream) {
        String type = stream.getBodyDescriptor().getMimeType();
        return type == null ? "text/plain" : type.toLowerCase(Locale.ROOT);
    }

    private void encryptedMultipart(MimeTokenStream stream) {
        if (type(stream).equals("multipart/encrypted")) {
            budget.unsearchable("the body is encrypted");
        }
    }

    private void body(MimeTokenStream stream) throws IOException, MimeException {
        String type = type(stream);
        HeaderParameters disposition = current.parameters("content-disposition");
        HeaderParameters contentType = current.parameters("content-type");
        String name = CleanText.shortened(
                CleanText.line(
                        disposition.get("filename").isEmpty() ? contentType.get("name") : disposition.get("filename")),
                500);
        boolean file = !name.isEmpty() || disposition.value().equals("attachment");
        InputStream in = stream.getDecodedInputStream();
        Fingerprint fingerprint;
        if (type.equals("message/rfc822") || type.equals("message/global")) {
            fingerprint = nestedMail(in, name);
        } else if (document(type)) {
            fingerprint = document(in, type, contentType, name);
        } else if (type.startsWith("text/")
                || type.equals("message/delivery-status")
                || type.startsWith("message/disp")) {
            fingerprint = text(in, type, contentType.get("charset"), file, name);
        } else {
            fingerprint = Fingerprint.of(in);
        }
        if (file || document(type)) {
            budget.attachments.add(new ParsedMessage.AttachedFile(
                    name, CleanText.shortened(CleanText.line(type), 100), fingerprint.size(), fingerprint.sha256()));
        }
    }

    /** Whether a part holds text in a format that is not text itself. Pictures, sound and signatures hold none. */
    private static boolean document(String type) {
        boolean other = WITHOUT_TEXT.stream().noneMatch(type::startsWith) && !SIGNATURES.contains(type);
        return other || RICH_TEXT.contains(type);
    }

    private Fingerprint document(InputStream in, String type, HeaderParameters contentType, String name)
            throws IOException {
        boolean enveloped = type.endsWith("pkcs7-mime")
                && !contentType.get("smime-type").toLowerCase(Locale.ROOT).startsWith("signed");
        if (enveloped) {
            budget.unsearchable(label(name, "the body") + " is encrypted");
            return Fingerprint.of(in);
        }
        String said = CleanText.shortened(CleanText.line(type), 100);
        Fingerprint fingerprint = budget.bytes.take(name, said, in);
        budget.documents.add(new ParsedMessage.Document(name, said, fingerprint));
        return fingerprint;
    }

    private static String label(String name, String otherwise) {
        return name.isEmpty() ? otherwise : name;
    }

    private Fingerprint text(InputStream in, String type, String charset, boolean file, String name)
            throws IOException {
        Fingerprint.Making making = new Fingerprint.Making();
        byte[] bytes = in.readNBytes(PartBudget.MOST_PART_BYTES);
        making.add(bytes, bytes.length);
        long rest = rest(in, making);
        if (rest > 0) {
            budget.unsearchable(
                    label(name, "a text part") + " beyond its first " + PartBudget.MOST_PART_BYTES + " bytes");
        }
        boolean html = type.equals("text/html");
        String label = charset.isEmpty() && html ? HtmlCharset.declaredIn(bytes) : charset;
        CharsetDecoding.Decoded decoded = CharsetDecoding.decode(bytes, label);
        if (!decoded.defect().isEmpty()) {
            budget.defect(label(name, type) + ": " + decoded.defect());
        }
        String words = decoded.text();
        if (html) {
            HtmlText read = HtmlText.of(words, PartBudget.MOST_TEXT);
            budget.hasLink |= read.hasLink();
            words = read.text();
        } else {
            budget.hasLink |= words.contains("http://") || words.contains("https://");
        }
        words = CleanText.of(words);
        if (words.contains("-----BEGIN PGP MESSAGE-----")) {
            budget.unsearchable(label(name, "the body") + " is encrypted");
        }
        budget.add(target(html, file, words), words);
        return making.finish();
    }

    private static long rest(InputStream in, Fingerprint.Making making) throws IOException {
        byte[] block = new byte[16 << 10];
        long rest = 0;
        for (int read = in.read(block); read >= 0; read = in.read(block)) {
            making.add(block, read);
            rest += read;
        }
        return rest;
    }

    private StringBuilder target(boolean html, boolean file, String words) {
        if (file) {
            return budget.attachmentText;
        }
        boolean plainBefore = open.stream().anyMatch(frame -> frame.alternative && frame.plainSeen);
        if (html && plainBefore) {
            return budget.alternativeText;
        }
        if (!html && !words.isBlank()) {
            open.forEach(frame -> frame.plainSeen = true);
        }
        return budget.text;
    }

    private Fingerprint nestedMail(InputStream in, String name) throws IOException, MimeException {
        long left = PartBudget.MOST_NESTED_BYTES - budget.nestedBytes;
        Fingerprint.Making making = new Fingerprint.Making();
        byte[] bytes = in.readNBytes((int) left);
        making.add(bytes, bytes.length);
        budget.nestedBytes += bytes.length;
        long rest = rest(in, making);
        if (rest > 0 || nesting >= PartBudget.MOST_NESTED_MAIL) {
            budget.unsearchable(label(name, "a nested message") + ": too large or nested too deep");
        }
        if (nesting < PartBudget.MOST_NESTED_MAIL) {
            MessageWalk inner = new MessageWalk(budget, nesting + 1);
            int headersAt = budget.text.length();
            inner.run(new ByteArrayInputStream(bytes));
            budget.text.insert(headersAt, inner.summary(headersAt > 0));
        }
        return making.finish();
    }

    /** The headers of nested mail that a person would search for. */
    private String summary(boolean onNewLine) {
        StringBuilder lines = new StringBuilder();
        for (String name : new String[] {"from", "to", "cc", "subject"}) {
            String line = headers.line(name);
            if (!line.isEmpty()) {
                lines.append(onNewLine || !lines.isEmpty() ? "\n" : "").append(line);
            }
        }
        return lines.append(lines.isEmpty() ? "" : "\n").toString();
    }
}
