package io.tradepost.console.http;

import io.tradepost.console.http.Problem.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The content of a request that changes something. */
final class RequestContent {
    /** Wishes are short; mail never comes this way. */
    private static final int MOST = 64 << 10;

    private RequestContent() {}

    /**
     * Reads it.
     *
     * @throws ProblemException if it is no JSON by its own account, or too long
     */
    static byte[] read(InputStream in, @Nullable String contentType) throws IOException {
        byte[] bytes = in.readNBytes(MOST + 1);
        if (bytes.length > MOST) {
            throw Problem.of(Kind.CONTENT_TOO_LARGE, "content.too-large", MOST).asException();
        }
        String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        // Only so can no form on a stranger's page send one without asking first.
        if (bytes.length > 0 && !type.matches("application/json *(;.*)?")) {
            throw Problem.of(Kind.UNSUPPORTED_MEDIA_TYPE, "content.type").asException();
        }
        return bytes;
    }
}
