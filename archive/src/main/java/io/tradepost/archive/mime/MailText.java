package io.tradepost.archive.mime;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.util.ByteSequence;
import org.apache.james.mime4j.util.ContentUtil;
import org.jsoup.Jsoup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything of a message that a mail client may look for as text: each header field and each text part, decoded, in
 * order. Unlike {@link ParsedMessage} it puts nothing together, since IMAP's SEARCH (RFC 9051 section 6.4.4) asks for
 * substrings of any field and any part. Never throws because of what the bytes are; what is beyond the bounds is left out.
 * So are the seals of DKIM and its like, and other runs of forty and more characters of Base64 in header fields that only
 * machines read: nobody looks for a piece of them, and without them the index is smaller by a twentieth of the mail.
 *
 * @param fields     of the message itself, in order
 * @param texts      of its text parts, those of nested mail with its header fields included; HTML as it is read, with where
 *                   its links lead and what stands for its pictures, but not its tags
 * @param attachment whether a part says that it is an attachment
 */
public record MailText(List<HeaderLine> fields, List<String> texts, boolean attachment) {
    // Bounds are ours (PartBudget): those of mime4j end the parse.
    private static final MimeConfig CONFIG = MimeConfig.custom()
            .setMaxLineLen(-1)
            .setMaxHeaderLen(-1)
            .setMaxHeaderCount(-1)
            .setMaxContentLen(-1)
            .setStrictParsing(false)
            .setMalformedHeaderStartsBody(false)
            .build();

    /** Header fields in which machines seal what they sent, and keep notes for themselves. */
    private static final List<String> SEALED = List.of("x-", "arc-", "dkim-", "domainkey-", "autocrypt");

    /** What is in them that stands for bytes. */
    private static final Pattern SEAL = Pattern.compile("[A-Za-z0-9+/=_-]{40,}+");

    private static final Logger LOG = LoggerFactory.getLogger(MailText.class);

    public MailText {
        fields = List.copyOf(fields);
        texts = List.copyOf(texts);
    }

    /**
     * A header field.
     *
     * @param name  as written
     * @param value unfolded and decoded (RFC 2047), without white space at its ends
     */
    public record HeaderLine(String name, String value) {
        /** The field on a line, as TEXT sees it. */
        public String line() {
            return name + ": " + value;
        }
    }

    /** Reads a message. {@link java.io.UncheckedIOException} if its bytes can't be had. */
    public static MailText of(Content message) {
        try (InputStream in = message.open()) {
            return new Walk().run(in);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("a message can't be read", e);
        }
    }

    /** Defects are told by {@link MessageParser}; here they cost words at most. */
    private static void unheard(String defect) {
        LOG.trace("{}", defect);
    }

    private static final class Walk {
        private final List<HeaderLine> fields = new ArrayList<>();
        private final List<String> texts = new ArrayList<>();
        private List<HeaderLine> current = fields;
        private boolean own = true;
        private int left = PartBudget.MOST_TEXT;
        private int parts;
        private int nested;
        private boolean attachment;

        MailText run(InputStream in) throws IOException {
            MimeTokenStream stream = new MimeTokenStream(CONFIG);
            try {
                stream.parse(in);
                walk(stream);
            } catch (ArchiveException e) {
                throw e;
            } catch (MimeException | RuntimeException | StackOverflowError e) {
                // What was found before the parser gave up is what can be searched.
                LOG.debug("a message can't be read to its end", e);
            }
            return new MailText(fields, texts, attachment);
        }

        private void walk(MimeTokenStream stream) throws IOException, MimeException {
            for (EntityState state = stream.getState();
                    state != EntityState.T_END_OF_STREAM && left > 0 && parts <= PartBudget.MOST_PARTS;
                    state = stream.next()) {
                switch (state) {
                    case T_START_MESSAGE -> {
                        // Not the first: the fields of nested mail are text of the mail around it.
                        own = parts++ == 0;
                        current = own ? fields : new ArrayList<>();
                        nested++;
                        if (nested > PartBudget.MOST_NESTED_MAIL) {
                            return;
                        }
                    }
                    case T_START_BODYPART -> {
                        parts++;
                        own = false;
                        current = new ArrayList<>();
                    }
                    case T_FIELD -> field(stream.getField());
                    case T_END_HEADER -> header();
                    case T_BODY -> body(stream);
                    case T_END_MESSAGE -> nested--;
                    default -> {
                        // Borders, preamble and epilogue hold nothing to search.
                    }
                }
            }
        }

        private void field(Field field) {
            if (current.size() >= PartBudget.MOST_HEADERS) {
                return;
            }
            ByteSequence raw = field.getRaw();
            byte[] bytes =
                    (raw == null ? ContentUtil.encode(field.getName() + ":" + field.getBody()) : raw).toByteArray();
            int colon = 0;
            while (colon < bytes.length && bytes[colon] != ':') {
                colon++;
            }
            byte[] body = Arrays.copyOfRange(
                    bytes,
                    Math.min(colon + 1, bytes.length),
                    Math.min(bytes.length, colon + 1 + PartBudget.MOST_HEADER_BYTES));
            String value = CleanText.of(EncodedWords.decode(
                            EncodedWords.unfolded(body, charset(body), MailText::unheard), MailText::unheard))
                    .strip();
            String name = field.getName().strip();
            boolean sealed = SEALED.stream().anyMatch(start -> name.regionMatches(true, 0, start, 0, start.length()));
            current.add(new HeaderLine(name, sealed ? SEAL.matcher(value).replaceAll("…") : value));
        }

        /** Raw eight-bit fields have no label of their own; the body's is the best guess. */
        private String charset(byte[] body) {
            if (CharsetDecoding.ascii(body)) {
                return "";
            }
            boolean utf8 = CharsetDecoding.decode(body, "").text().equals(new String(body, StandardCharsets.UTF_8));
            return utf8 ? "" : parameters("content-type").get("charset");
        }

        private HeaderParameters parameters(String name) {
            return HeaderParameters.parse(
                    current.stream()
                            .filter(line -> line.name().equalsIgnoreCase(name))
                            .map(HeaderLine::value)
                            .findFirst()
                            .orElse(""),
                    MailText::unheard);
        }

        private void header() {
            if (own) {
                return;
            }
            if (parameters("content-disposition").value().equals("attachment")) {
                attachment = true;
            }
            if (nested > 1 && current.stream().anyMatch(line -> line.name().equalsIgnoreCase("date"))) {
                StringBuilder lines = new StringBuilder();
                current.forEach(line -> lines.append(line.line()).append('\n'));
                add(lines.toString());
            }
        }

        private void body(MimeTokenStream stream) throws IOException {
            String type = stream.getBodyDescriptor().getMimeType();
            String known = type == null ? "text/plain" : type.toLowerCase(Locale.ROOT);
            if (!known.startsWith("text/") && !known.startsWith("message/")) {
                return;
            }
            byte[] bytes = stream.getDecodedInputStream().readNBytes(PartBudget.MOST_PART_BYTES);
            boolean html = known.equals("text/html");
            String label = parameters("content-type").get("charset");
            String text = CharsetDecoding.decode(bytes, label.isEmpty() && html ? HtmlCharset.declaredIn(bytes) : label)
                    .text();
            add(CleanText.of(html ? HtmlText.of(text, PartBudget.MOST_TEXT).text() : text));
            if (html) {
                StringBuilder attributes = new StringBuilder();
                Jsoup.parse(text)
                        .select("[href],[alt]")
                        .forEach(element -> attributes
                                .append(element.attr("href"))
                                .append('\n')
                                .append(element.attr("alt"))
                                .append('\n'));
                add(CleanText.of(attributes.toString()));
            }
        }

        private void add(String text) {
            String kept = text.substring(0, Math.min(text.length(), left));
            left -= kept.length();
            if (!kept.isBlank()) {
                texts.add(kept);
            }
        }
    }
}
