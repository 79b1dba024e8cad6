package io.tradepost.server.james.imap.fetch;

import java.util.Locale;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.message.DefaultBodyDescriptorBuilder;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.BodyDescriptorBuilder;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.RawField;

/**
 * Knows what the entity is whose header was read last, before the parser goes into its body, when it can still be told to
 * give that whole. In a multipart/digest a part without a type is a message (RFC 2046 section 5.1.5).
 */
final class PartTypes implements BodyDescriptorBuilder {
    private final BodyDescriptorBuilder builder;
    private final Current current;

    /** The builder for the entity that the parser is in. */
    private static final class Current {
        private BodyDescriptorBuilder builder;

        Current(BodyDescriptorBuilder builder) {
            this.builder = builder;
        }
    }

    PartTypes() {
        this.builder = new DefaultBodyDescriptorBuilder();
        this.current = new Current(builder);
    }

    private PartTypes(BodyDescriptorBuilder builder, Current current) {
        this.builder = builder;
        this.current = current;
        current.builder = builder;
    }

    boolean multipart() {
        BodyDescriptor entity = current.builder.build();
        return entity.getBoundary() != null && type(entity).startsWith("multipart/");
    }

    boolean message() {
        return type(current.builder.build()).equals("message/rfc822");
    }

    private static String type(BodyDescriptor entity) {
        return entity.getMimeType().toLowerCase(Locale.ROOT);
    }

    @Override
    public void reset() {
        builder.reset();
    }

    @Override
    public Field addField(RawField field) throws MimeException {
        return builder.addField(field);
    }

    @Override
    public BodyDescriptor build() {
        return builder.build();
    }

    @Override
    public BodyDescriptorBuilder newChild() {
        return new PartTypes(builder.newChild(), current);
    }
}
