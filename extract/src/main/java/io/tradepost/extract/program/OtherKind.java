package io.tradepost.extract.program;

import io.tradepost.extract.wire.Unread;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.xml.sax.ContentHandler;

/** Stands for every kind of file that is not read, and says so, unless it is of a kind that holds no text anyway. */
final class OtherKind implements Parser {
    private static final long serialVersionUID = 1L;
    private static final Set<String> WITHOUT_TEXT = Set.of("image", "audio", "video", "font");
    /** Registered as images, but full of words. */
    private static final Set<String> DRAWINGS = Set.of("vnd.dwg", "vnd.dxf", "x-dwg", "x-dxf");

    @Override
    public Set<MediaType> getSupportedTypes(ParseContext context) {
        return Set.of();
    }

    @Override
    public void parse(InputStream in, ContentHandler handler, Metadata metadata, ParseContext context)
            throws IOException {
        MediaType type = MediaType.parse(metadata.get(Metadata.CONTENT_TYPE));
        boolean silent = type != null && WITHOUT_TEXT.contains(type.getType()) && !DRAWINGS.contains(type.getSubtype());
        boolean empty = in.read() < 0;
        Findings findings = context.get(Findings.class);
        if (!silent && !empty && findings != null) {
            findings.add(Unread.UNSUPPORTED);
        }
    }
}
