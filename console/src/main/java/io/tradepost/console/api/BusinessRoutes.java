package io.tradepost.console.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradepost.archive.Archive;
import io.tradepost.archive.SearchPage;
import io.tradepost.archive.SearchRequest;
import io.tradepost.archive.json.ArchiveJson;
import io.tradepost.console.http.Access;
import io.tradepost.console.http.Call;
import io.tradepost.console.http.Problem;
import io.tradepost.console.http.Route;
import io.tradepost.trade.TradeDatabase;
import io.tradepost.trade.TradeDocument;
import io.tradepost.trade.TradeSnapshot;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The messages of a customer and of an order. */
public final class BusinessRoutes {
    private static final Set<Access> READERS = Set.of(Access.OFFICER, Access.PLATFORM);

    private final Archive archive;
    private final TradeDatabase trade;
    private final ArchiveJson shapes;
    private final JsonAnswer json;

    /** Over this archive, with the trade database saying which customers and orders there are. */
    public BusinessRoutes(Archive archive, TradeDatabase trade, ObjectMapper mapper) {
        this.archive = archive;
        this.trade = trade;
        this.shapes = new ArchiveJson(mapper);
        this.json = new JsonAnswer(mapper);
    }

    /** What they are. */
    public List<Route> routes() {
        return List.of(
                new Route(
                        "getCustomerMessages",
                        "/api/v1/customers/{code}/messages",
                        Route.Kind.CONTRACTED,
                        READERS,
                        this::ofCustomer),
                new Route(
                        "getOrderMessages",
                        "/api/v1/orders/{number}/messages",
                        Route.Kind.CONTRACTED,
                        READERS,
                        this::ofOrder));
    }

    private void ofCustomer(Call call) {
        String code = call.arguments().text("code");
        TradeSnapshot snapshot = trade.snapshot();
        answer(
                call,
                Clause.field("customer", code),
                isUnknown(snapshot, snapshot.customer(code).isEmpty()),
                code,
                "customer.unknown");
    }

    private void ofOrder(Call call) {
        String number = call.arguments().text("number");
        TradeSnapshot snapshot = trade.snapshot();
        // As the platform writes it, and as it was asked for: a link made before the platform renamed it is found too.
        Set<String> spellings = Stream.concat(
                        snapshot.documents(number).stream().map(TradeDocument::number), Stream.of(number))
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
        String query = spellings.stream()
                .map(spelling -> Clause.field("order", spelling))
                .collect(Collectors.joining(" OR "));
        answer(
                call,
                query,
                isUnknown(
                        snapshot,
                        spellings.size() == 1 && snapshot.documents(number).isEmpty()),
                number,
                "order.unknown");
    }

    /** While the trade database was never read nothing can be said to be unknown. */
    private static boolean isUnknown(TradeSnapshot snapshot, boolean missing) {
        return snapshot.loaded() && missing;
    }

    private void answer(Call call, String query, boolean unknown, String name, String sentence) {
        SearchPage page = archive.search(
                new SearchRequest(
                        query,
                        call.arguments().optional("cursor"),
                        call.arguments().whole("limit")),
                call.caller().reader());
        if (unknown && page.total() == 0) {
            throw Problem.of(Problem.Kind.NOT_FOUND, sentence, name).asException();
        }
        json.write(call.http(), 200, shapes.page(page));
    }
}
