package io.tradepost.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/**
 * Content handed to a person, with the number of the record that says so: whoever has the one can ask for the other, and a
 * record that is missing is missed (law L7).
 */
record ReadContent(Content content, long sequence) implements Content {
    @Override
    public long size() {
        return content.size();
    }

    @Override
    public InputStream open() throws IOException {
        return content.open();
    }

    @Override
    public OptionalLong auditRecord() {
        return OptionalLong.of(sequence);
    }
}
