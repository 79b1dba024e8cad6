package io.tradepost.server.james.imap.fetch;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.james.imap.api.message.BodyFetchElement;
import org.apache.james.imap.api.message.FetchData;
import org.apache.james.imap.api.message.SectionType;
import org.apache.james.imap.message.request.FetchRequest;
import org.apache.james.imap.message.response.FetchResponse;
import org.apache.james.imap.message.response.FetchResponse.BodyElement;
import org.apache.james.imap.message.response.FetchResponse.Envelope;
import org.apache.james.imap.message.response.FetchResponse.Structure;
import org.jspecify.annotations.Nullable;

/** The sections that a FETCH wants, and what James is asked for in their place. */
public final class Sections {
    /** No client can name these: they have no brackets. */
    private static final String WHOLE_HEADER = "the header";

    private static final String WHOLE_MESSAGE = "the message";
    private static final String WHOLE_TEXT = "the text";

    private static final Pattern ZERO = Pattern.compile("BODY\\[([0-9]+\\.)*0.*");

    private final FetchRequest given;
    private final Collection<BodyFetchElement> wanted;

    /** Of this command. */
    public Sections(FetchRequest given) {
        this.given = given;
        this.wanted = Optional.ofNullable(given.getFetch().getBodyElements()).orElse(List.of());
    }

    /** Whether the grammar has them (RFC 3501 section 9): a part's number is no zero, and MIME is of a part. */
    public boolean legal() {
        return wanted.stream()
                .allMatch(section -> !ZERO.matcher(section.getResponseName()).matches()
                        && !isNegative(section.getFirstOctet())
                        && !isNegative(section.getNumberOfOctets())
                        && (path(section).length > 0 || section.getSectionType() != SectionType.MIME));
    }

    /** A number so large that it has run over. */
    private static boolean isNegative(@Nullable Long number) {
        return number != null && number < 0;
    }

    /**
     * The command for James.
     *
     * @param readOnly whether nothing may be marked as seen
     */
    public FetchRequest forJames(boolean readOnly) {
        FetchData fetch = given.getFetch();
        FetchData.Builder asked = FetchData.builder().vanished(fetch.getVanished());
        for (FetchData.Item item : FetchData.Item.values()) {
            if (fetch.contains(item) && item != FetchData.Item.ENVELOPE) {
                asked.fetch(item);
            }
        }
        if (fetch.getChangedSince() >= 0) {
            asked.changedSince(fetch.getChangedSince());
        }
        boolean peek = readOnly || !fetch.isSetSeen();
        if (bodyToo()) {
            asked.fetch(FetchData.Item.BODY_STRUCTURE);
        }
        if (fetch.contains(FetchData.Item.ENVELOPE)) {
            asked.add(whole(WHOLE_HEADER), true);
        }
        for (BodyFetchElement section : wanted) {
            asked.add(cutFrom(section).map(Sections::whole).orElse(section), peek);
        }
        return new FetchRequest(given.isUseUids(), given.getIdSet(), asked.build(), given.getTag());
    }

    /** BODY beside sections, as the header is for the envelope: James leaves it out, and makes it of the same as BODYSTRUCTURE. */
    private boolean bodyToo() {
        FetchData fetch = given.getFetch();
        return fetch.contains(FetchData.Item.BODY) && (!wanted.isEmpty() || fetch.contains(FetchData.Item.ENVELOPE));
    }

    /** The answer's envelope, null if none was wanted. */
    public @Nullable Envelope envelope(List<BodyElement> answered) throws IOException {
        if (!given.getFetch().contains(FetchData.Item.ENVELOPE)) {
            return null;
        }
        for (BodyElement element : answered) {
            if (element.getName().equals(WHOLE_HEADER)) {
                try (InputStream in = new BufferedInputStream(element.getInputStream())) {
                    return new HeaderEnvelope(RawHeader.read(in));
                }
            }
        }
        return null;
    }

    /** The answer's BODY, null if none was wanted. */
    public @Nullable Structure body(FetchResponse answered) {
        return bodyToo() ? answered.getBodyStructure() : answered.getBody();
    }

    /** The answer's BODYSTRUCTURE, null if none was wanted. */
    public @Nullable Structure bodyStructure(FetchResponse answered) {
        return given.getFetch().contains(FetchData.Item.BODY_STRUCTURE) ? answered.getBodyStructure() : null;
    }

    /** What the section is cut from here; empty if James's own answer stands. */
    private static Optional<String> cutFrom(BodyFetchElement section) {
        if (path(section).length > 0) {
            return Optional.of(WHOLE_MESSAGE);
        }
        // James counts its way to the first octet, also far beyond the end of the message.
        boolean some = section.getFirstOctet() != null;
        return switch (section.getSectionType()) {
            case HEADER_FIELDS, HEADER_NOT_FIELDS -> Optional.of(WHOLE_HEADER);
            case CONTENT -> some ? Optional.of(WHOLE_MESSAGE) : Optional.empty();
            case HEADER -> some ? Optional.of(WHOLE_HEADER) : Optional.empty();
            case TEXT -> some ? Optional.of(WHOLE_TEXT) : Optional.empty();
            case MIME -> Optional.empty();
        };
    }

    private static BodyFetchElement whole(String name) {
        SectionType type = switch (name) {
            case WHOLE_HEADER -> SectionType.HEADER;
            case WHOLE_TEXT -> SectionType.TEXT;
            default -> SectionType.CONTENT;
        };
        return new BodyFetchElement(name, type, new int[0], List.of(), null, null);
    }

    private static int[] path(BodyFetchElement section) {
        return Optional.ofNullable(section.getPath()).orElseGet(() -> new int[0]);
    }

    /**
     * The sections of one message.
     *
     * @param answered what James gave
     */
    public List<BodyElement> of(List<BodyElement> answered) throws IOException {
        Map<String, BodyElement> byName = answered.stream()
                .collect(Collectors.toMap(BodyElement::getName, Function.identity(), (first, same) -> first));
        List<BodyElement> sections = new ArrayList<>();
        for (BodyFetchElement section : wanted) {
            BodyElement element = byName.get(cutFrom(section).orElse(answerName(section)));
            if (element != null) {
                sections.add(cutFrom(section).isEmpty() ? element : cut(element, section));
            }
        }
        return Collections.unmodifiableList(sections);
    }

    private static String answerName(BodyFetchElement section) {
        Long first = section.getFirstOctet();
        return section.getResponseName() + (first == null ? "" : "<" + first + ">");
    }

    private static BodyElement cut(BodyElement whole, BodyFetchElement section) throws IOException {
        try (InputStream in = new BufferedInputStream(whole.getInputStream(), 1 << 16)) {
            return new HeldElement(answerName(section), bytes(in, whole.size(), section));
        }
    }

    private static byte[] bytes(InputStream in, long size, BodyFetchElement section) throws IOException {
        if (path(section).length > 0) {
            return asked(MessagePart.read(in, section), section);
        }
        return switch (section.getSectionType()) {
            case HEADER_FIELDS -> asked(RawHeader.read(in).named(section.getFieldNames()), section);
            case HEADER_NOT_FIELDS -> asked(RawHeader.read(in).notNamed(section.getFieldNames()), section);
            case CONTENT, HEADER, TEXT, MIME -> asked(in, size, section);
        };
    }

    private static byte[] asked(byte[] bytes, BodyFetchElement section) throws IOException {
        return asked(new ByteArrayInputStream(bytes), bytes.length, section);
    }

    /** The octets that were asked for, if not all. */
    private static byte[] asked(InputStream in, long size, BodyFetchElement section) throws IOException {
        Long first = section.getFirstOctet();
        Long most = section.getNumberOfOctets();
        long from = first == null ? 0 : Math.min(first, size);
        long length = most == null ? size - from : Math.min(most, size - from);
        in.skipNBytes(from);
        return in.readNBytes(Math.toIntExact(length));
    }
}
