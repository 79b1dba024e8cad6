package io.tradepost.console.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.tradepost.archive.Archive;
import io.tradepost.archive.ArchivedMessage;
import io.tradepost.archive.Content;
import io.tradepost.archive.Facet;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.MessageThread;
import io.tradepost.archive.SimilarMessage;
import io.tradepost.archive.json.ArchiveJson;
import io.tradepost.console.http.Access;
import io.tradepost.console.http.Call;
import io.tradepost.console.http.Problem;
import io.tradepost.console.http.ProblemException;
import io.tradepost.console.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Search, one message, its conversation, and its bytes. */
public final class MessageRoutes {
    private static final Set<Access> READERS = Set.of(Access.OFFICER, Access.PLATFORM);
    private static final int NOT_MODIFIED = 304;

    private final Archive archive;
    private final ArchiveJson shapes;
    private final JsonAnswer json;
    private final PageAnswer pages;

    /** Over this archive. */
    public MessageRoutes(Archive archive, ObjectMapper mapper) {
        this.archive = archive;
        this.shapes = new ArchiveJson(mapper);
        this.json = new JsonAnswer(mapper);
        this.pages = new PageAnswer(archive, mapper);
    }

    /** What they are. */
    public List<Route> routes() {
        return List.of(
                new Route("searchMessages", "/api/v1/messages", Route.Kind.CONTRACTED, READERS, this::search),
                new Route("getMessage", "/api/v1/messages/{id}", Route.Kind.CONTRACTED, READERS, this::find),
                new Route(
                        "getMessageThread",
                        "/api/v1/messages/{id}/thread",
                        Route.Kind.CONTRACTED,
                        READERS,
                        this::thread),
                new Route(
                        "getSimilarMessages",
                        "/api/v1/messages/{id}/similar",
                        Route.Kind.CONTRACTED,
                        READERS,
                        this::similar),
                new Route("getRawMessage", "/api/v1/messages/{id}/raw", Route.Kind.CONTRACTED, READERS, this::raw));
    }

    private void search(Call call) {
        Set<Facet> facets = Arrays.stream(call.arguments().text("facets").split(","))
                .flatMap(word -> Facet.of(word).stream())
                .collect(Collectors.toSet());
        pages.write(call, pages.ask(call, call.arguments().text("q"), facets));
    }

    private void thread(Call call) {
        MessageId id = id(call);
        MessageThread thread = archive.thread(id, call.caller().reader()).orElseThrow(() -> unknown(id));
        json.write(call.http(), 200, shapes.thread(thread));
    }

    private void similar(Call call) {
        MessageId id = id(call);
        double least = Double.parseDouble(call.arguments().text("least"));
        List<SimilarMessage> found = archive.similar()
                .of(id, least, call.arguments().whole("limit"), call.caller().reader())
                .orElseThrow(() -> unknown(id));
        json.write(call.http(), 200, shapes.similar(found));
    }

    private void find(Call call) {
        MessageId id = id(call);
        ArchivedMessage message = archive.find(id, call.caller().reader()).orElseThrow(() -> unknown(id));
        json.write(call.http(), 200, shapes.message(message));
    }

    /**
     * The bytes are read twice, first for their hash: so a damaged record is an error and not half an answer, and the ETag
     * is true of what is sent rather than of what should be there.
     */
    private void raw(Call call) throws IOException {
        MessageId id = id(call);
        Content content = archive.raw(id, call.caller().reader()).orElseThrow(() -> unknown(id));
        String etag = "\"" + sha256(content) + "\"";
        Context http = call.http();
        http.header("ETag", etag);
        if (names(http.req().getHeader("If-None-Match"), etag)) {
            http.status(NOT_MODIFIED);
            return;
        }
        http.contentType("message/rfc822");
        http.header("Content-Disposition", "attachment; filename=\"" + id + ".eml\"");
        http.res().setContentLengthLong(content.size());
        if (http.req().getMethod().equals("HEAD")) {
            return;
        }
        try (InputStream bytes = content.open()) {
            bytes.transferTo(http.res().getOutputStream());
        }
    }

    private static MessageId id(Call call) {
        return new MessageId(call.arguments().text("id"));
    }

    /** The same answer whether there is none or the caller may not see it, so that it tells nothing. */
    private static ProblemException unknown(MessageId id) {
        return Problem.of(Problem.Kind.NOT_FOUND, "message.unknown", id).asException();
    }

    /** RFC 9110 section 13.1.2. */
    private static boolean names(@Nullable String ifNoneMatch, String etag) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(String::strip)
                        .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                        .anyMatch(tag -> tag.equals("*") || tag.equals(etag));
    }

    private static String sha256(Content content) throws IOException {
        try (DigestInputStream bytes = new DigestInputStream(content.open(), MessageDigest.getInstance("SHA-256"))) {
            bytes.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(bytes.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
