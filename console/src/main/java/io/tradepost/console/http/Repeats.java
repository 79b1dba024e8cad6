package io.tradepost.console.http;

import io.javalin.http.Context;
import io.tradepost.console.http.Problem.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does a call once, however often a client that did not hear the answer repeats it with the same {@code Idempotency-Key}
 * (draft-ietf-httpapi-idempotency-key-header). Only what was done is remembered: a call that was refused changed nothing, and
 * may be tried again. Where the server died between the act and its answer nobody knows which it was, and that is said.
 */
final class Repeats {
    static final String HEADER = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";

    private static final Logger LOG = LoggerFactory.getLogger(Repeats.class);
    /** Visible ASCII, which the draft puts in quotes; without them is understood, too. */
    private static final Pattern FORM = Pattern.compile("\"[!#-~]{1,255}\"|[!#-~]{1,255}");

    private final AnswerStore store;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    Repeats(AnswerStore store) {
        this.store = store;
    }

    /**
     * Answers a call.
     *
     * @param content what the request carried
     * @throws ProblemException 400 for no key, 409 while the first is at work or its end is not known, 422 for another wish
     */
    void answer(Call call, Route route, byte[] content) throws IOException {
        Optional<String> key = key(call.http());
        if (key.isEmpty() || route.method() != Route.Method.POST) {
            route.work().answer(call);
            return;
        }
        Caller caller = call.caller();
        String id = digest(caller.name(), caller.role().word(), caller.person().orElse(""), key.get());
        String query = call.http().req().getQueryString();
        String fingerprint = digest(
                route.name(),
                call.http().path(),
                query == null ? "" : query,
                new String(content, StandardCharsets.ISO_8859_1));
        if (!running.add(id)) {
            throw Problem.of(Kind.CONFLICT, "repeat.running")
                    .withHeader("Retry-After", "1")
                    .asException();
        }
        try {
            Optional<AnswerStore.Kept> before = store.find(id);
            if (before.isEmpty()) {
                once(call, route, id, fingerprint);
            } else if (!before.get().fingerprint().equals(fingerprint)) {
                throw Problem.of(Kind.REFUSED, "repeat.other").asException();
            } else {
                again(
                        call.http(),
                        before.get()
                                .answer()
                                .orElseThrow(() -> Problem.of(Kind.CONFLICT, "repeat.unknown")
                                        .asException()));
            }
        } finally {
            running.remove(id);
        }
    }

    private void once(Call call, Route route, String id, String fingerprint) throws IOException {
        store.begin(id, fingerprint);
        try {
            route.work().answer(call);
        } catch (IOException | RuntimeException | Error e) {
            store.forget(id);
            throw e;
        }
        Context http = call.http();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (InputStream result = http.resultInputStream()) {
            if (result != null) {
                result.transferTo(body);
            }
        }
        http.result(body.toByteArray());
        String type = http.res().getContentType();
        try {
            store.end(
                    id,
                    fingerprint,
                    new AnswerStore.Answer(http.statusCode(), type == null ? "" : type, body.toByteArray()));
        } catch (io.tradepost.archive.ArchiveException e) {
            // It is done, and this client hears of it; one that repeats it will hear that its end is not known.
            LOG.atWarn().addKeyValue("route", route.name()).setCause(e).log("an answer could not be kept");
        }
    }

    private static void again(Context http, AnswerStore.Answer answer) {
        http.status(answer.status()).contentType(answer.contentType()).result(answer.body());
        http.header(REPLAYED, "true");
        http.res().setContentLength(answer.body().length);
    }

    private static Optional<String> key(Context http) {
        List<String> said = Collections.list(http.req().getHeaders(HEADER));
        if (said.isEmpty()) {
            return Optional.empty();
        }
        if (said.size() > 1 || !FORM.matcher(said.getFirst()).matches()) {
            throw Problem.of(Kind.INVALID_PARAMETER, "repeat.form")
                    .with("parameter", HEADER)
                    .asException();
        }
        return Optional.of(said.getFirst().replace("\"", ""));
    }

    /** Over all parts, of which each is told by its length from the next. */
    private static String digest(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
