package io.tradepost.server.cli;

import io.tradepost.archive.ArchivedMessage;
import io.tradepost.archive.Facet;
import io.tradepost.archive.FacetCount;
import io.tradepost.archive.Highlight;
import io.tradepost.archive.SearchPage;
import io.tradepost.archive.SearchRequest;
import io.tradepost.archive.json.ArchiveJson;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds messages. */
@CommandLine.Command(name = "search")
final class ArchiveSearchCommand extends Command {
    @Parameters(index = "0", arity = "0..*", paramLabel = "QUERY", descriptionKey = "QUERY")
    private List<String> words = List.of();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50")
    private int limit;

    @Option(names = "--cursor", paramLabel = "CURSOR")
    private @Nullable String cursor;

    @Option(names = "--facets")
    private boolean facets;

    @Option(names = "--snippets")
    private boolean snippets;

    @Option(names = "--json")
    private boolean json;

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Override
    int run(CommandContext context) throws IOException {
        if (limit < 1 || limit > 500) {
            throw new CommandFailure("archive.limit", limit);
        }
        Set<Facet> counted = facets ? EnumSet.allOf(Facet.class) : Set.of();
        SearchRequest request = new SearchRequest(String.join(" ", words), Optional.ofNullable(cursor), limit, counted);
        SearchPage page = ArchiveCommand.readable(context).search(request, reading.reader(context));
        if (json) {
            context.json(new ArchiveJson().page(page));
        } else {
            print(context, page);
        }
        return ExitCode.DONE;
    }

    private void print(CommandContext context, SearchPage page) {
        if (snippets) {
            for (ArchivedMessage message : page.items()) {
                ArchiveCommand.print(context, List.of(message));
                List<Highlight> marks = page.highlights().getOrDefault(message.id(), List.of());
                context.out().println("    " + Table.clean(marked(message.snippet(), marks)));
            }
        } else {
            ArchiveCommand.print(context, page.items());
        }
        page.facets().forEach((facet, counts) -> print(context, facet, counts));
        context.err().println(context.text("archive.found", page.items().size(), page.total()));
        page.next().ifPresent(next -> context.err().println(context.text("archive.more", next)));
    }

    private static void print(CommandContext context, Facet facet, List<FacetCount> counts) {
        if (counts.isEmpty()) {
            return;
        }
        context.out().println();
        Table table = new Table(context.text("facet.count"), context.text("facet." + facet.word()));
        counts.forEach(one -> table.row(Long.toString(one.count()), value(context, facet, one.value())));
        table.print(context.out(), context.width());
    }

    private static String value(CommandContext context, Facet facet, String value) {
        return switch (facet) {
            case DIRECTION -> context.text("direction." + value);
            case TYPE -> context.text("facet.type." + value);
            case SENDER, CUSTOMER, MONTH -> value;
        };
    }

    /** What matched between signs that no mail client writes, and that a file keeps as well as a terminal does. */
    private static String marked(String snippet, List<Highlight> marks) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (Highlight mark : marks) {
            out.append(snippet, at, mark.start()).append('⟦');
            out.append(snippet, mark.start(), mark.end()).append('⟧');
            at = mark.end();
        }
        return out.append(snippet.substring(at)).toString();
    }
}
