package io.tradepost.archive.json;

import static io.tradepost.archive.json.ArchiveJson.instant;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradepost.archive.AuditEvent;
import io.tradepost.archive.access.Person;
import io.tradepost.archive.access.Request;
import io.tradepost.archive.audit.AuditEntry;
import io.tradepost.archive.disposition.Certificate;
import io.tradepost.archive.disposition.Item;
import io.tradepost.archive.disposition.Run;
import io.tradepost.archive.notice.Notice;
import java.util.List;
import java.util.TreeMap;

/** Shapes runs of disposal, certificates, notices and the audit as the JSON of the REST API and of {@code --json}. */
public final class LawActsJson {
    private final ObjectMapper mapper = new ObjectMapper();

    /** A run. */
    public ObjectNode run(Run run, Run.State state, List<Request.Approval> approvals) {
        ObjectNode node = mapper.createObjectNode();
        node.put("id", run.id());
        node.put("state", state.word());
        node.put("reason", run.reason());
        node.put("proposedBy", run.proposedBy().account());
        node.put("proposedAt", instant(run.proposedAt()));
        node.put("messages", run.items());
        node.put("listSha256", run.digest());
        node.put("request", run.request());
        approvals(node, approvals);
        run.finishedAt().ifPresentOrElse(at -> node.put("finishedAt", instant(at)), () -> node.putNull("finishedAt"));
        return node;
    }

    /** A message that a run lists. */
    public ObjectNode item(Item item) {
        ObjectNode node = mapper.createObjectNode();
        node.put("id", item.id().value());
        node.put("sequence", item.sequence());
        node.put("sha256", item.sha256());
        node.put("size", item.size());
        node.put("receivedAt", instant(item.receivedAt()));
        node.put("until", instant(item.until()));
        ArrayNode schedules = node.putArray("schedules");
        item.schedules().forEach(schedules::add);
        return node;
    }

    /** What a run did; the field {@code mailboxes} says that copies there are untouched. */
    public ObjectNode certificate(Certificate certificate) {
        ObjectNode node = mapper.createObjectNode();
        Run run = certificate.run();
        node.put("run", run.id());
        node.put("reason", run.reason());
        node.put("proposedBy", run.proposedBy().account());
        node.put("proposedAt", instant(run.proposedAt()));
        node.put("listSha256", run.digest());
        approvals(node, certificate.approvals());
        ArrayNode by = node.putArray("carriedOutBy");
        certificate.carriedOutBy().stream().map(Person::account).forEach(by::add);
        node.put("finishedAt", instant(certificate.finishedAt()));
        ArrayNode records = node.putArray("records");
        certificate.records().forEach(records::add);
        node.put("bytes", certificate.bytes());
        ArrayNode destroyed = node.putArray("destroyed");
        certificate.destroyed().forEach(item -> destroyed.add(item(item)));
        ArrayNode leftOut = node.putArray("leftOut");
        certificate
                .leftOut()
                .forEach(one -> leftOut.addObject().put("id", one.id()).put("why", one.why()));
        node.put("mailboxes", "untouched");
        return node;
    }

    /** That a person was told. */
    public ObjectNode notice(Notice notice) {
        ObjectNode node = mapper.createObjectNode();
        node.put("account", notice.person().account());
        node.put("version", notice.version());
        node.put("sha256", notice.sha256());
        node.put("at", instant(notice.at()));
        node.put("how", notice.how().word());
        node.put("recordedAt", instant(notice.recordedAt()));
        node.put("recordedBy", notice.by());
        return node;
    }

    /** An act. */
    public ObjectNode act(AuditEntry entry) {
        AuditEvent event = entry.event();
        ObjectNode node = mapper.createObjectNode();
        node.put("sequence", entry.sequence());
        node.put("at", instant(event.at()));
        node.put("who", event.who());
        node.put("role", event.role());
        node.put("origin", event.origin());
        node.put("action", event.action());
        node.put("target", event.target());
        node.put("outcome", event.outcome());
        ObjectNode details = node.putObject("details");
        new TreeMap<>(event.details()).forEach(details::put);
        return node;
    }

    private static void approvals(ObjectNode node, List<Request.Approval> approvals) {
        ArrayNode array = node.putArray("approvals");
        approvals.forEach(
                one -> array.addObject().put("person", one.person().account()).put("at", instant(one.at())));
    }
}
