package io.tradepost.console.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tradepost.archive.LawDesks;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.access.Person;
import io.tradepost.archive.json.LawJson;
import io.tradepost.archive.law.Criteria;
import io.tradepost.archive.retention.ScheduleTemplate;
import io.tradepost.archive.retention.Term;
import io.tradepost.console.contract.Arguments;
import io.tradepost.console.http.Access;
import io.tradepost.console.http.Call;
import io.tradepost.console.http.Route;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** How long mail is kept, what is held, and what waits for a second person. */
public final class LawRoutes {
    private static final Set<Access> OFFICERS = Set.of(Access.OFFICER);
    private static final String NAME = "name";
    private static final String REASON = "reason";

    private final LawDesks desks;
    private final Clock clock;
    private final LawJson shapes = new LawJson();
    private final JsonAnswer json;

    /** Over these desks. */
    public LawRoutes(LawDesks desks, Clock clock, ObjectMapper mapper) {
        this.desks = desks;
        this.clock = clock;
        this.json = new JsonAnswer(mapper);
    }

    /** What they are. */
    public List<Route> routes() {
        return List.of(
                asked("listSchedules", "/api/v1/retention/schedules", this::schedules),
                done("addSchedule", "/api/v1/retention/schedules", this::add),
                done("raiseSchedule", "/api/v1/retention/schedules/{name}/raise", this::raise),
                asked("listScheduleTemplates", "/api/v1/retention/templates", this::templates),
                asked("explainRetention", "/api/v1/retention/messages/{id}", this::explain),
                asked("listHolds", "/api/v1/holds", this::holds),
                done("createHold", "/api/v1/holds", this::create),
                asked("getHold", "/api/v1/holds/{name}", this::hold),
                done("releaseHold", "/api/v1/holds/{name}/release", this::release),
                done("approveHoldRelease", "/api/v1/holds/{name}/approve", this::approve),
                asked("listRequests", "/api/v1/requests", this::requests),
                done("withdrawRequest", "/api/v1/requests/{request}/withdraw", this::withdraw));
    }

    static Route asked(String name, String path, Route.Work work) {
        return new Route(name, path, Route.Kind.CONTRACTED, OFFICERS, work);
    }

    static Route done(String name, String path, Route.Work work) {
        return new Route(name, path, Route.Kind.CONTRACTED, OFFICERS, Route.Method.POST, work);
    }

    private void schedules(Call call) {
        json.list(call.http(), desks.retention().list(), shapes::schedule);
    }

    private void add(Call call) {
        Arguments wish = call.arguments();
        json.write(
                call.http(),
                200,
                shapes.schedule(desks.retention()
                        .add(
                                wish.text(NAME),
                                criteria(wish, "people"),
                                Term.parse(wish.text("keep")),
                                wish.text(REASON),
                                wish.text("source"),
                                call.caller().actor().reader())));
    }

    private void raise(Call call) {
        Arguments wish = call.arguments();
        json.write(
                call.http(),
                200,
                shapes.schedule(desks.retention()
                        .raise(
                                wish.text(NAME),
                                Term.parse(wish.text("keep")),
                                wish.text(REASON),
                                call.caller().actor().reader())));
    }

    private void templates(Call call) {
        json.list(call.http(), List.of(ScheduleTemplate.values()), shapes::template);
    }

    private void explain(Call call) {
        MessageId id = new MessageId(call.arguments().text("id"));
        var node = shapes.keeping(desks.retention().explain(id, call.caller().reader()), clock.instant());
        ArrayNode holds = node.putArray("holds");
        desks.holds().covering(id, call.caller().reader()).forEach(hold -> holds.add(hold.name()));
        json.write(call.http(), 200, node);
    }

    private void holds(Call call) {
        json.list(call.http(), desks.holds().list(), shapes::hold);
    }

    private void create(Call call) {
        Arguments wish = call.arguments();
        json.write(
                call.http(),
                200,
                shapes.hold(desks.holds()
                        .create(
                                wish.text(NAME),
                                wish.text("matter"),
                                wish.text(REASON),
                                criteria(wish, "custodians"),
                                call.caller().actor().reader())));
    }

    private void hold(Call call) {
        json.write(
                call.http(),
                200,
                shapes.hold(desks.holds().hold(call.arguments().text(NAME))));
    }

    private void release(Call call) {
        Arguments wish = call.arguments();
        json.write(
                call.http(),
                200,
                shapes.request(
                        desks.holds()
                                .release(
                                        wish.text(NAME),
                                        wish.text(REASON),
                                        call.caller().actor()),
                        clock.instant()));
    }

    private void approve(Call call) {
        json.write(
                call.http(),
                200,
                shapes.hold(desks.holds()
                        .approveRelease(
                                call.arguments().text(NAME), call.caller().actor())));
    }

    private void requests(Call call) {
        json.list(call.http(), desks.approvals().list(), one -> shapes.request(one, clock.instant()));
    }

    private void withdraw(Call call) {
        json.write(
                call.http(),
                200,
                shapes.request(
                        desks.approvals()
                                .withdraw(
                                        call.arguments().text("request"),
                                        call.caller().actor()),
                        clock.instant()));
    }

    private static Criteria criteria(Arguments wish, String people) {
        return new Criteria(
                wish.text("query"), wish.texts(people).stream().map(Person::new).toList());
    }
}
