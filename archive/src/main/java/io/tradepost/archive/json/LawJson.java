package io.tradepost.archive.json;

import static io.tradepost.archive.json.ArchiveJson.instant;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradepost.archive.access.Request;
import io.tradepost.archive.hold.Hold;
import io.tradepost.archive.law.Criteria;
import io.tradepost.archive.retention.Retention;
import io.tradepost.archive.retention.Schedule;
import io.tradepost.archive.retention.ScheduleTemplate;
import java.time.Instant;

/** Shapes schedules, holds and requests as the JSON of the REST API and of {@code --json}. */
public final class LawJson {
    private final ObjectMapper mapper = new ObjectMapper();

    /** A retention schedule. */
    public ObjectNode schedule(Schedule schedule) {
        ObjectNode node = mapper.createObjectNode();
        node.put("name", schedule.name());
        node.put("minimum", schedule.minimum().toString());
        about(node, schedule.about(), "people");
        node.put("reason", schedule.reason());
        node.put("source", schedule.source());
        node.put("madeAt", instant(schedule.madeAt()));
        node.put("madeBy", schedule.madeBy());
        node.put("changedAt", instant(schedule.changedAt()));
        return node;
    }

    /** What a statute asks for. */
    public ObjectNode template(ScheduleTemplate template) {
        ObjectNode node = mapper.createObjectNode();
        node.put("name", template.word());
        node.put("minimum", template.minimum().toString());
        node.put("query", template.query());
        node.put("source", template.source());
        node.put("default", ScheduleTemplate.defaults().contains(template));
        return node;
    }

    /** How long a message is kept; {@code until} is null when it is kept for ever. */
    public ObjectNode keeping(Retention.Keeping keeping, Instant now) {
        ObjectNode node = mapper.createObjectNode();
        node.put("id", keeping.id().value());
        node.put("receivedAt", instant(keeping.receivedAt()));
        keeping.until().ifPresentOrElse(until -> node.put("until", instant(until)), () -> node.putNull("until"));
        node.put("over", keeping.over(now));
        ArrayNode schedules = node.putArray("schedules");
        keeping.keeping()
                .forEach(one -> schedules
                        .addObject()
                        .put("name", one.schedule().name())
                        .put("minimum", one.schedule().minimum().toString())
                        .put("until", instant(one.until()))
                        .put("source", one.schedule().source()));
        ArrayNode unread = node.putArray("unread");
        keeping.open().forEach(schedule -> unread.add(schedule.name()));
        return node;
    }

    /** A legal hold. */
    public ObjectNode hold(Hold hold) {
        ObjectNode node = mapper.createObjectNode();
        node.put("name", hold.name());
        node.put("matter", hold.matter());
        node.put("reason", hold.reason());
        about(node, hold.about(), "custodians");
        node.put("madeAt", instant(hold.madeAt()));
        node.put("madeBy", hold.madeBy());
        node.put("active", hold.active());
        hold.release()
                .ifPresent(
                        release -> node.put("releasedAt", instant(release.at())).put("request", release.request()));
        return node;
    }

    /** A request that takes further persons. */
    public ObjectNode request(Request request, Instant now) {
        ObjectNode node = mapper.createObjectNode();
        node.put("id", request.id());
        node.put("what", request.what());
        node.put("subject", request.subject());
        node.put("reason", request.reason());
        node.put("maker", request.maker().account());
        node.put("madeAt", instant(request.madeAt()));
        node.put("openUntil", instant(request.openUntil()));
        node.put("persons", request.rule().persons());
        node.put("makerMayApprove", request.rule().makerMayApprove());
        node.put("state", request.state(now).word());
        ArrayNode approvals = node.putArray("approvals");
        request.approvals()
                .forEach(one -> approvals
                        .addObject()
                        .put("person", one.person().account())
                        .put("at", instant(one.at())));
        return node;
    }

    private static void about(ObjectNode node, Criteria about, String people) {
        node.put("query", about.query());
        ArrayNode array = node.putArray(people);
        about.people().forEach(person -> array.add(person.account()));
    }
}
