package io.tradepost.server.james.imap;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.james.imap.api.message.IdRange;
import org.apache.james.imap.api.message.response.StatusResponse.ResponseCode;
import org.apache.james.imap.api.process.SelectedMailbox;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.model.UidValidity;

/**
 * The COPYUID code (RFC 4315 section 3) as it has to be: UIDs in both sets, also where the client named sequence numbers, and
 * none at all where nothing was copied. James says the client's own words, and a star for no message.
 */
final class CopiedUids {
    private static final String COPYUID = "COPYUID";

    private final List<Long> sources;

    private CopiedUids(List<Long> sources) {
        this.sources = sources;
    }

    /** Of what a client names, before anything is moved away. */
    static CopiedUids named(SelectedMailbox selected, IdRange[] named, boolean byUid) {
        List<Long> sources = new ArrayList<>();
        long count = selected.existsCount();
        for (int number = 1; number <= count; number++) {
            Optional<MessageUid> uid = selected.uid(number);
            if (uid.isPresent() && covers(named, byUid ? uid.get().asLong() : number, byUid ? last(selected) : count)) {
                sources.add(uid.get().asLong());
            }
        }
        return new CopiedUids(sources);
    }

    private static long last(SelectedMailbox selected) {
        return selected.getLastUid().map(MessageUid::asLong).orElse(0L);
    }

    private static boolean covers(IdRange[] named, long number, long last) {
        for (IdRange range : named) {
            long low = Math.min(range.getLowVal(), last);
            long high = Math.min(range.getHighVal(), last);
            // The whole of a set is asked of what is there; a number beyond it names nothing, but a star the last.
            boolean beyond = range.getLowVal() > last && range.getHighVal() != Long.MAX_VALUE;
            if (!beyond && Math.min(low, high) <= number && number <= Math.max(low, high)) {
                return true;
            }
        }
        return false;
    }

    static boolean isCode(Optional<ResponseCode> code) {
        return code.filter(given -> given.getCode().contains(COPYUID)).isPresent();
    }

    /** The code for what James says was copied; empty if that is nothing. */
    Optional<ResponseCode> exact(ResponseCode given) {
        String targets = List.copyOf(given.getParameters()).getLast();
        if (sources.isEmpty() || targets.contains("*") || targets.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(ResponseCode.copyUid(UidValidity.of(given.getNumber()), ranges(sources), ranges(targets)));
    }

    private static IdRange[] ranges(List<Long> numbers) {
        return IdRange.mergeRanges(new ArrayList<>(
                        numbers.stream().map(number -> new IdRange(number)).toList()))
                .toArray(IdRange[]::new);
    }

    private static IdRange[] ranges(String set) {
        List<IdRange> ranges = new ArrayList<>();
        for (String range : Splitter.on(',').split(set)) {
            List<String> ends = Splitter.on(':').splitToList(range);
            ranges.add(new IdRange(Long.parseLong(ends.getFirst()), Long.parseLong(ends.getLast())));
        }
        return ranges.toArray(IdRange[]::new);
    }
}
