package io.tradepost.server.james.imap;

import java.util.EnumSet;
import java.util.List;
import org.apache.james.imap.api.ImapConstants;
import org.apache.james.imap.message.request.ListRequest;

/** LIST with any number of patterns (RFC 5258 section 3). */
final class PatternsRequest extends ListRequest {
    private final List<String> patterns;

    PatternsRequest(ListRequest given, List<String> patterns, EnumSet<ListSelectOption> selected) {
        super(
                ImapConstants.LIST_COMMAND,
                given.getBaseReferenceName(),
                patterns.getFirst(),
                given.getTag(),
                selected,
                given.getReturnOptions(),
                given.getStatusDataItems());
        this.patterns = List.copyOf(patterns);
    }

    List<String> patterns() {
        return patterns;
    }

    boolean onlySpecial() {
        return getSelectOptions().contains(ListSelectOption.SPECIAL_USE);
    }

    /** The same question with one pattern, and of every folder whatever it is for. */
    PatternsRequest alone(String pattern) {
        EnumSet<ListSelectOption> selected = EnumSet.copyOf(getSelectOptions());
        selected.remove(ListSelectOption.SPECIAL_USE);
        return new PatternsRequest(this, List.of(pattern), selected);
    }
}
