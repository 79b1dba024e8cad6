package io.tradepost.console.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tradepost.archive.Archive;
import io.tradepost.archive.Facet;
import io.tradepost.archive.QueryException;
import io.tradepost.archive.SearchPage;
import io.tradepost.archive.SearchRequest;
import io.tradepost.archive.json.ArchiveJson;
import io.tradepost.console.http.Call;
import io.tradepost.console.http.Problem;
import java.util.Set;

/** Asks the archive for the page that a call's {@code limit} and {@code cursor} name, and writes it. */
final class PageAnswer {
    private final Archive archive;
    private final ArchiveJson shapes;
    private final JsonAnswer json;

    PageAnswer(Archive archive, ObjectMapper mapper) {
        this.archive = archive;
        this.shapes = new ArchiveJson(mapper);
        this.json = new JsonAnswer(mapper);
    }

    /** The page, its read recorded. */
    SearchPage ask(Call call, String query) {
        return ask(call, query, Set.of());
    }

    /** The same with counts over all that matches. */
    SearchPage ask(Call call, String query, Set<Facet> facets) {
        SearchRequest request = new SearchRequest(
                query, call.arguments().optional("cursor"), call.arguments().whole("limit"), facets);
        try {
            return archive.search(request, call.caller().reader());
        } catch (QueryException e) {
            // The archive tells a cursor that it didn't give, or gave for another query, as an error of the query, with
            // the reason as its cause; an error in the query's own text has none.
            if (request.cursor().isPresent() && e.getCause() != null) {
                throw Problem.of(Problem.Kind.INVALID_PARAMETER, "cursor.invalid")
                        .with("parameter", "cursor")
                        .asException();
            }
            throw e;
        }
    }

    void write(Call call, SearchPage page) {
        json.write(call.http(), 200, shapes.page(page));
    }
}
