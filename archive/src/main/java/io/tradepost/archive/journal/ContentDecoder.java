package io.tradepost.archive.journal;

import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.Content;
import java.io.InputStream;

/** Makes of stored content what was received. The journal itself knows nothing of compression and keys. */
@FunctionalInterface
public interface ContentDecoder {
    /**
     * The content as it was received, made anew each time it is opened; reading it to the end checks it.
     *
     * @param header says how it was received and how it is stored
     * @param stored as it stands in the segment
     */
    Content decode(RecordHeader header, Content stored);

    /** For whoever has no keys: the content can't be opened. */
    ContentDecoder NONE = (header, stored) -> new Content() {
        @Override
        public long size() {
            return header.contentLength();
        }

        @Override
        public InputStream open() {
            throw ArchiveException.permanent("record " + header.sequence() + " is encrypted and no keys are at hand");
        }
    };
}
