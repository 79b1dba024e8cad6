package io.tradepost.console.api;

import io.tradepost.console.http.Access;
import io.tradepost.console.http.Call;
import io.tradepost.console.http.Route;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** A plain page for whoever opens the address in a browser: what this is, and where the description of the API stands. */
public final class FrontPage {
    private static final String STYLE_BEGIN = "<style>";
    private static final String STYLE_END = "</style>";

    private final byte[] page;
    private final String policy;

    /**
     * Of these bytes.
     *
     * @param page HTML with one style element and no script
     */
    public FrontPage(byte[] page) {
        this.page = page.clone();
        // CSP level 3 section 8.3: the one style is allowed by its hash, anything slipped in is not.
        this.policy = "default-src 'none'; style-src 'sha256-" + hashOfStyle(page)
                + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    /** What they are. */
    public List<Route> routes() {
        return List.of(new Route("frontPage", "/", Route.Kind.PAGE, Set.of(Access.ANYONE), this::show));
    }

    private void show(Call call) {
        call.http()
                .contentType("text/html; charset=utf-8")
                .header("Content-Security-Policy", policy)
                .result(page);
        call.http().res().setContentLength(page.length);
    }

    private static String hashOfStyle(byte[] page) {
        String html = new String(page, StandardCharsets.UTF_8);
        int begin = html.indexOf(STYLE_BEGIN) + STYLE_BEGIN.length();
        int end = html.indexOf(STYLE_END, begin);
        try {
            byte[] style = html.substring(begin, end).getBytes(StandardCharsets.UTF_8);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(style));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
