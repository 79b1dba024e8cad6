package io.tradepost.console.api;

import static io.tradepost.console.api.LawRoutes.asked;
import static io.tradepost.console.api.LawRoutes.done;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradepost.archive.LawDesks;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.access.Person;
import io.tradepost.archive.access.Request;
import io.tradepost.archive.audit.AuditEntry;
import io.tradepost.archive.audit.AuditQuery;
import io.tradepost.archive.disposition.Run;
import io.tradepost.archive.json.LawActsJson;
import io.tradepost.archive.json.LawJson;
import io.tradepost.archive.notice.Notice;
import io.tradepost.archive.notice.NoticeText;
import io.tradepost.console.contract.Arguments;
import io.tradepost.console.http.Call;
import io.tradepost.console.http.Problem;
import io.tradepost.console.http.Route;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Disposal, private mail, monitoring notices and the audit. */
public final class LawActRoutes {
    private final LawDesks desks;
    private final Clock clock;
    private final ObjectMapper mapper;
    private final LawActsJson shapes = new LawActsJson();
    private final JsonAnswer json;

    /** Over these desks. */
    public LawActRoutes(LawDesks desks, Clock clock, ObjectMapper mapper) {
        this.desks = desks;
        this.clock = clock;
        this.mapper = mapper;
        this.json = new JsonAnswer(mapper);
    }

    /** What they are. */
    public List<Route> routes() {
        return List.of(
                asked("listDispositions", "/api/v1/dispositions", this::runs),
                done("proposeDisposition", "/api/v1/dispositions", this::propose),
                asked("getDisposition", "/api/v1/dispositions/{run}", this::run),
                asked("listDispositionItems", "/api/v1/dispositions/{run}/items", this::items),
                done("approveDisposition", "/api/v1/dispositions/{run}/approve", this::approve),
                done("withdrawDisposition", "/api/v1/dispositions/{run}/withdraw", this::withdraw),
                done("executeDisposition", "/api/v1/dispositions/{run}/execute", this::execute),
                asked("getDispositionCertificate", "/api/v1/dispositions/{run}/certificate", this::certificate),
                done("askForPrivateMessage", "/api/v1/private-mail/{id}/ask", this::ask),
                done("approvePrivateMessage", "/api/v1/private-mail/requests/{request}/approve", this::permit),
                asked("listNotices", "/api/v1/notices", this::notices),
                done("recordNotice", "/api/v1/notices", this::notice),
                asked("searchAudit", "/api/v1/audit", this::audit));
    }

    private void runs(Call call) {
        json.list(call.http(), desks.dispositions().list(), this::shape);
    }

    private void propose(Call call) {
        String reason = call.arguments().text("reason");
        write(call, desks.dispositions().propose(reason, call.caller().actor(), progress -> {}));
    }

    private void run(Call call) {
        write(call, desks.dispositions().run(call.arguments().text("run")));
    }

    private void items(Call call) {
        json.list(
                call.http(),
                desks.dispositions()
                        .items(call.arguments().text("run"), call.caller().reader()),
                shapes::item);
    }

    private void approve(Call call) {
        write(
                call,
                desks.dispositions()
                        .approve(call.arguments().text("run"), call.caller().actor()));
    }

    private void withdraw(Call call) {
        write(
                call,
                desks.dispositions()
                        .withdraw(call.arguments().text("run"), call.caller().actor()));
    }

    private void execute(Call call) {
        write(
                call,
                desks.dispositions()
                        .execute(call.arguments().text("run"), call.caller().actor(), progress -> {}));
    }

    private void certificate(Call call) {
        json.write(
                call.http(),
                200,
                shapes.certificate(
                        desks.dispositions().certificate(call.arguments().text("run"))));
    }

    private void ask(Call call) {
        MessageId id = new MessageId(call.arguments().text("id"));
        write(
                call,
                desks.access()
                        .ask(id, call.arguments().text("reason"), call.caller().actor()));
    }

    private void permit(Call call) {
        write(
                call,
                desks.access()
                        .approve(call.arguments().text("request"), call.caller().actor()));
    }

    private void notices(Call call) {
        ObjectNode node = mapper.createObjectNode();
        NoticeText text = NoticeText.standard();
        node.put("version", text.version());
        node.put("sha256", text.sha256());
        node.put("chinese", text.chinese());
        node.put("english", text.english());
        ArrayNode array = node.putArray("notices");
        desks.notices().list().forEach(notice -> array.add(shapes.notice(notice)));
        json.write(call.http(), 200, node);
    }

    private void notice(Call call) {
        Arguments wish = call.arguments();
        Notice.How how = Notice.How.of(wish.text("how")).orElse(Notice.How.SHOWN);
        NoticeText text = NoticeText.standard();
        Notice notice = desks.notices()
                .record(
                        new Person(wish.text("account")),
                        wish.optional("version").orElse(text.version()),
                        wish.optional("sha256").orElse(text.sha256()),
                        how,
                        time(wish, "at"),
                        call.caller().actor().reader());
        json.write(call.http(), 200, shapes.notice(notice));
    }

    private void audit(Call call) {
        Arguments asked = call.arguments();
        int limit = asked.whole("limit");
        List<AuditEntry> found = desks.audit()
                .search(
                        new AuditQuery(
                                asked.optional("who"),
                                asked.optional("action"),
                                asked.optional("target"),
                                asked.optional("outcome"),
                                time(asked, "from"),
                                time(asked, "to"),
                                asked.optional("beneath")
                                        .map(Long::parseLong)
                                        .map(OptionalLong::of)
                                        .orElse(OptionalLong.empty()),
                                limit),
                        call.caller().reader());
        ObjectNode node = mapper.createObjectNode();
        ArrayNode items = node.putArray("items");
        found.forEach(entry -> items.add(shapes.act(entry)));
        if (found.size() == limit) {
            node.put("next", found.getLast().sequence());
        } else {
            node.putNull("next");
        }
        json.write(call.http(), 200, node);
    }

    private ObjectNode shape(Run run) {
        return shapes.run(
                run,
                desks.dispositions().state(run),
                desks.approvals().request(run.request()).approvals());
    }

    private void write(Call call, Run run) {
        json.write(call.http(), 200, shape(run));
    }

    private void write(Call call, Request request) {
        json.write(call.http(), 200, new LawJson().request(request, clock.instant()));
    }

    private static Optional<Instant> time(Arguments arguments, String name) {
        try {
            return arguments.optional(name).map(Instant::parse);
        } catch (DateTimeParseException e) {
            throw Problem.of(Problem.Kind.INVALID_PARAMETER, "rule.pattern", name)
                    .with("parameter", name)
                    .asException();
        }
    }
}
