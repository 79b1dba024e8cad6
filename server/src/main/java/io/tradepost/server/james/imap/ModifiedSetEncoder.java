package io.tradepost.server.james.imap;

import java.io.IOException;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.imap.api.display.Localizer;
import org.apache.james.imap.api.message.response.StatusResponse.ResponseCode;
import org.apache.james.imap.encode.ImapResponseComposer;
import org.apache.james.imap.encode.StatusResponseEncoder;
import org.apache.james.imap.message.response.ImmutableStatusResponse;

/** The code MODIFIED with its set and nothing else (RFC 7162 section 7); James writes a zero before it. */
public final class ModifiedSetEncoder extends StatusResponseEncoder {
    private static final String MODIFIED = "MODIFIED";

    @Inject
    public ModifiedSetEncoder(Localizer localizer) {
        super(localizer);
    }

    @Override
    public void encode(ImmutableStatusResponse response, ImapResponseComposer composer) throws IOException {
        Optional<ResponseCode> code = Optional.ofNullable(response.getResponseCode())
                .filter(given -> given.getCode().equals(MODIFIED) && response.getTag() != null);
        if (code.isEmpty()) {
            super.encode(response, composer);
            return;
        }
        composer.tag(response.getTag());
        composer.message(response.getServerResponseType().getCode());
        composer.openSquareBracket();
        composer.message(MODIFIED);
        composer.message(String.join(",", code.get().getParameters()));
        composer.closeSquareBracket();
        composer.message("Some have changed meanwhile.");
        composer.end();
    }
}
