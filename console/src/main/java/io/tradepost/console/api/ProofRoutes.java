package io.tradepost.console.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradepost.archive.Archive;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.json.ProofJson;
import io.tradepost.archive.proof.ConsistencyProof;
import io.tradepost.archive.proof.InclusionProof;
import io.tradepost.archive.proof.ProofDesk;
import io.tradepost.archive.proof.note.SignedCheckpoint;
import io.tradepost.archive.proof.tree.Tile;
import io.tradepost.console.http.Access;
import io.tradepost.console.http.Call;
import io.tradepost.console.http.Problem;
import io.tradepost.console.http.ProblemException;
import io.tradepost.console.http.Route;
import java.util.List;
import java.util.Set;

/** Signed heads of the archive, tiles of hashes, and proofs: whoever keeps them can hold the archive to them. */
public final class ProofRoutes {
    private static final Set<Access> READERS = Set.of(Access.OFFICER, Access.PLATFORM);
    /** Heads and hashes tell nothing of any mail. */
    private static final Set<Access> WITNESSES = Set.of(Access.OFFICER, Access.PLATFORM, Access.ADMIN);

    private final Archive archive;
    private final ObjectMapper mapper;
    private final JsonAnswer json;
    private final ProofJson shapes = new ProofJson();

    /** Over this archive. */
    public ProofRoutes(Archive archive, ObjectMapper mapper) {
        this.archive = archive;
        this.mapper = mapper;
        this.json = new JsonAnswer(mapper);
    }

    /** What they are. */
    public List<Route> routes() {
        return List.of(
                route("getMessageProof", "/api/v1/messages/{id}/proof", READERS, this::inclusion),
                route("getCheckpoints", "/api/v1/checkpoints", WITNESSES, this::checkpoints),
                route("getLatestCheckpoint", "/api/v1/checkpoints/latest", WITNESSES, this::latest),
                route(
                        "getConsistencyProof",
                        "/api/v1/checkpoints/{from}/consistency/{to}",
                        WITNESSES,
                        this::consistency),
                route("getTile", "/api/v1/tiles/{level}/{index}", WITNESSES, this::tile));
    }

    private static Route route(String name, String path, Set<Access> access, Route.Work work) {
        return new Route(name, path, Route.Kind.CONTRACTED, access, work);
    }

    private void inclusion(Call call) {
        MessageId id = new MessageId(call.arguments().text("id"));
        InclusionProof proof = archive.prove(id, call.caller().reader())
                .orElseThrow(() -> Problem.of(Problem.Kind.NOT_FOUND, "message.unknown", id)
                        .asException());
        json.write(call.http(), 200, shapes.inclusion(proof));
    }

    private void checkpoints(Call call) {
        long after = Long.parseLong(call.arguments().text("after"));
        int limit = call.arguments().whole("limit");
        ProofDesk desk = archive.proofs();
        ObjectNode node = mapper.createObjectNode();
        ArrayNode items = node.putArray("items");
        desk.sizes().stream()
                .filter(size -> size > after)
                .limit(limit)
                .flatMap(size -> desk.checkpoint(size).stream())
                .forEach(checkpoint -> items.add(checkpoint(desk, checkpoint)));
        json.write(call.http(), 200, node);
    }

    private void latest(Call call) {
        ProofDesk desk = archive.proofs();
        SignedCheckpoint newest = desk.newest().orElseThrow(ProofRoutes::unknown);
        json.write(call.http(), 200, checkpoint(desk, newest));
    }

    private ObjectNode checkpoint(ProofDesk desk, SignedCheckpoint checkpoint) {
        return shapes.checkpoint(checkpoint, desk.token(checkpoint.size()).isPresent());
    }

    private void consistency(Call call) {
        long from = Long.parseLong(call.arguments().text("from"));
        long to = Long.parseLong(call.arguments().text("to"));
        ConsistencyProof proof = archive.proofs().prove(from, to).orElseThrow(ProofRoutes::unknown);
        json.write(call.http(), 200, shapes.consistency(proof));
    }

    private void tile(Call call) {
        Tile tile = new Tile(
                call.arguments().whole("level"),
                Long.parseLong(call.arguments().text("index")),
                call.arguments().whole("width"));
        byte[] hashes = archive.proofs().tile(tile).orElseThrow(ProofRoutes::unknown);
        call.http().contentType("application/octet-stream").result(hashes);
        call.http().res().setContentLength(hashes.length);
    }

    private static ProblemException unknown() {
        return Problem.of(Problem.Kind.NOT_FOUND, "proof.unknown").asException();
    }
}
