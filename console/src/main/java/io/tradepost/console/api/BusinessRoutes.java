package io.tradepost.console.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradepost.archive.Archive;
import io.tradepost.archive.SearchPage;
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

    private final TradeDatabase trade;
    private final PageAnswer pages;

    /** Over this archive, with the trade database saying which customers and orders there are. */
    public BusinessRoutes(Archive archive, TradeDatabase trade, ObjectMapper mapper) {
        this.trade = trade;
        this.pages = new PageAnswer(archive, mapper);
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
        boolean known = !snapshot.loaded() || snapshot.customer(code).isPresent();
        answer(
                call,
                Clause.field("customer", code),
                known,
                Problem.of(Problem.Kind.NOT_FOUND, "customer.unknown", code));
    }

    private void ofOrder(Call call) {
        String number = call.arguments().text("number");
        TradeSnapshot snapshot = trade.snapshot();
        List<TradeDocument> documents = snapshot.documents(number);
        // As the platform writes it and as it was asked for: a link made before the platform renamed it is found too.
        String query = Stream.concat(documents.stream().map(TradeDocument::number), Stream.of(number))
                .distinct()
                .map(spelling -> Clause.field("order", spelling))
                .collect(Collectors.joining(" OR "));
        boolean known = !snapshot.loaded() || !documents.isEmpty();
        answer(call, query, known, Problem.of(Problem.Kind.NOT_FOUND, "order.unknown", number));
    }

    /**
     * An empty page is an answer for what is known; for the rest it would hide a typing error.
     *
     * @param known whether the trade database knows it; while that was never read, nothing can be said to be unknown
     */
    private void answer(Call call, String query, boolean known, Problem unknown) {
        SearchPage page = pages.ask(call, query);
        if (!known && page.total() == 0) {
            throw unknown.asException();
        }
        pages.write(call, page);
    }
}
