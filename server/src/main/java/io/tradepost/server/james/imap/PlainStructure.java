package io.tradepost.server.james.imap;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.james.imap.message.response.FetchResponse.Envelope;
import org.apache.james.imap.message.response.FetchResponse.Structure;
import org.jspecify.annotations.Nullable;

/** A body structure with {@linkplain PlainEnvelope plain envelopes} of the mail in it. */
record PlainStructure(Structure given) implements Structure {
    @SuppressWarnings("NullAway") // the contract of James: null where there is none
    static @Nullable Structure of(@Nullable Structure given) {
        return given == null ? null : new PlainStructure(given);
    }

    @Override
    public String getMediaType() {
        return given.getMediaType();
    }

    @Override
    public String getSubType() {
        return given.getSubType();
    }

    @Override
    public List<String> getParameters() {
        return given.getParameters();
    }

    @Override
    public String getId() {
        return given.getId();
    }

    @Override
    public String getDescription() {
        return given.getDescription();
    }

    @Override
    public String getEncoding() {
        return given.getEncoding();
    }

    @Override
    public long getOctets() {
        return given.getOctets();
    }

    @Override
    public long getLines() {
        return given.getLines();
    }

    @Override
    public String getMD5() {
        return given.getMD5();
    }

    @Override
    public Map<String, String> getDispositionParams() {
        return given.getDispositionParams();
    }

    @Override
    public String getDisposition() {
        return given.getDisposition();
    }

    @Override
    public List<String> getLanguages() {
        return given.getLanguages();
    }

    @Override
    public String getLocation() {
        return given.getLocation();
    }

    @Override
    @SuppressWarnings("NullAway") // see above
    public Iterator<Structure> parts() {
        Iterator<Structure> parts = given.parts();
        if (parts == null) {
            return null;
        }
        Iterable<Structure> once = () -> parts;
        Stream<Structure> plain =
                StreamSupport.stream(once.spliterator(), false).map(PlainStructure::new);
        return plain.iterator();
    }

    @Override
    @SuppressWarnings("NullAway") // see above
    public Envelope getEnvelope() {
        return PlainEnvelope.of(given.getEnvelope());
    }

    @Override
    @SuppressWarnings("NullAway") // see above
    public Structure getBody() {
        return PlainStructure.of(given.getBody());
    }
}
