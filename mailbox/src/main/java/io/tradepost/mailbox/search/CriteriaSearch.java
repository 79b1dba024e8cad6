package io.tradepost.mailbox.search;

import java.io.IOException;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.apache.james.mailbox.MessageUid;
import org.apache.james.mailbox.exception.UnsupportedSearchException;
import org.apache.james.mailbox.model.SearchQuery;
import org.apache.james.mailbox.model.ThreadId;

/** Which entries of one mailbox meet James's criteria. */
final class CriteriaSearch {
    private final EntryTable.View entries;
    private final MailboxText text;
    private final Set<Long> recent = new HashSet<>();
    private final Function<ThreadId, List<Long>> threads;

    /**
     * @param recent  UIDs that the asking session sees as recent
     * @param threads finds the UIDs of a thread
     */
    CriteriaSearch(
            EntryTable.View entries, MailboxText text, Set<MessageUid> recent, Function<ThreadId, List<Long>> threads) {
        this.entries = entries;
        this.text = text;
        recent.forEach(uid -> this.recent.add(uid.asLong()));
        this.threads = threads;
    }

    /** Whether a search needs the words of messages. */
    static boolean asksText(List<SearchQuery.Criterion> criteria) {
        return criteria.stream().anyMatch(criterion -> switch (criterion) {
            case SearchQuery.ConjunctionCriterion several -> asksText(several.getCriteria());
            case SearchQuery.TextCriterion any -> true;
            case SearchQuery.HeaderCriterion any -> true;
            case SearchQuery.SubjectCriterion any -> true;
            case SearchQuery.MimeMessageIDCriterion any -> true;
            case SearchQuery.AttachmentCriterion any -> true;
            default -> false;
        });
    }

    /** The entries that meet all of them. */
    BitSet all(List<SearchQuery.Criterion> criteria) throws IOException, UnsupportedSearchException {
        BitSet met = everything();
        // What costs nothing first: often nothing is left for the index.
        for (boolean words : new boolean[] {false, true}) {
            for (SearchQuery.Criterion criterion : criteria) {
                if (asksText(List.of(criterion)) == words && !met.isEmpty()) {
                    met.and(one(criterion));
                }
            }
        }
        return met;
    }

    private BitSet everything() {
        BitSet all = new BitSet(entries.size());
        all.set(0, entries.size());
        return all;
    }

    private BitSet where(IntPredicate predicate) {
        BitSet met = new BitSet(entries.size());
        for (int entry = 0; entry < entries.size(); entry++) {
            if (predicate.test(entry)) {
                met.set(entry);
            }
        }
        return met;
    }

    private BitSet one(SearchQuery.Criterion criterion) throws IOException, UnsupportedSearchException {
        return switch (criterion) {
            case SearchQuery.AllCriterion any -> everything();
            case SearchQuery.ConjunctionCriterion several -> conjunction(several);
            case SearchQuery.UidCriterion uids -> uids(uids.getOperator().getRange());
            case SearchQuery.FlagCriterion flag -> flag(flag);
            case SearchQuery.CustomFlagCriterion flag ->
                where(entry -> entries.hasKeyword(entry, flag.getFlag())
                        == flag.getOperator().isSet());
            case SearchQuery.SizeCriterion size -> where(entry -> fits(size.getOperator(), entries.octets(entry)));
            case SearchQuery.ModSeqCriterion change ->
                where(entry -> fits(change.getOperator(), entries.modSeq(entry)));
            case SearchQuery.InternalDateCriterion date ->
                where(entry -> Days.fit(date.getOperator(), entries.arrived(entry)));
            case SearchQuery.SaveDateCriterion date ->
                where(entry -> entries.saved(entry) != EntryTable.Entry.NEVER
                        && Days.fit(date.getOperator(), entries.saved(entry)));
            case SearchQuery.MessageIdCriterion id -> {
                long wanted = StoreReader.number(id.getMessageId());
                yield where(entry -> entries.message(entry) == wanted);
            }
            case SearchQuery.ThreadIdCriterion thread -> {
                Set<Long> uids = new HashSet<>(threads.apply(thread.getThreadId()));
                yield where(entry -> uids.contains(entries.uid(entry)));
            }
            case SearchQuery.HeaderCriterion header -> header(header);
            case SearchQuery.SubjectCriterion subject -> header(subject.asHeaderCriterion());
            case SearchQuery.MimeMessageIDCriterion id -> header(id.asHeaderCriterion());
            case SearchQuery.TextCriterion words -> words(words);
            case SearchQuery.AttachmentCriterion attachment -> {
                long[] has = text.numbers(MessageDocument.ATTACHMENT, 0);
                yield where(entry -> has[entry] == 1 == attachment.getOperator().isSet());
            }
            default -> throw new UnsupportedSearchException();
        };
    }

    private BitSet conjunction(SearchQuery.ConjunctionCriterion several)
            throws IOException, UnsupportedSearchException {
        if (several.getType() == SearchQuery.Conjunction.AND) {
            return all(several.getCriteria());
        }
        BitSet any = new BitSet(entries.size());
        for (SearchQuery.Criterion criterion : several.getCriteria()) {
            any.or(one(criterion));
        }
        if (several.getType() == SearchQuery.Conjunction.NOR) {
            any.flip(0, entries.size());
        }
        return any;
    }

    private BitSet uids(SearchQuery.UidRange[] ranges) {
        BitSet met = new BitSet(entries.size());
        for (SearchQuery.UidRange range : ranges) {
            long last = range.getHighValue().asLong();
            int from = entries.from(range.getLowValue().asLong());
            int to = last == Long.MAX_VALUE ? entries.size() : entries.from(last + 1);
            if (from < to) {
                met.set(from, to);
            }
        }
        return met;
    }

    private BitSet flag(SearchQuery.FlagCriterion flag) {
        boolean set = flag.getOperator().isSet();
        if (flag.getFlag() == javax.mail.Flags.Flag.RECENT) {
            return where(entry -> recent.contains(entries.uid(entry)) == set);
        }
        int bit = FlagBits.of(flag.getFlag());
        return where(entry -> ((entries.flags(entry) & bit) != 0) == set);
    }

    private static boolean fits(SearchQuery.NumericOperator wanted, long value) {
        return switch (wanted.getType()) {
            case EQUALS -> value == wanted.getValue();
            case LESS_THAN -> value < wanted.getValue();
            case GREATER_THAN -> value > wanted.getValue();
        };
    }

    private BitSet header(SearchQuery.HeaderCriterion header) throws IOException, UnsupportedSearchException {
        String name = Folding.of(header.getHeaderName());
        return switch (header.getOperator()) {
            case SearchQuery.ContainsOperator wanted -> inHeader(name, wanted.getValue());
            case SearchQuery.AddressOperator wanted -> inHeader(name, wanted.getAddress());
            case SearchQuery.ExistsOperator any -> text.having(name);
            case SearchQuery.DateOperator wanted -> {
                // James's tests call it so.
                if (!name.equals("date") && !name.equals("sentdate")) {
                    throw new UnsupportedSearchException();
                }
                yield sent(wanted);
            }
            default -> throw new UnsupportedSearchException();
        };
    }

    private BitSet inHeader(String name, String wanted) throws IOException {
        // RFC 9051 section 6.4.4: a string of no characters is in every field of the name.
        return wanted.isEmpty() ? text.having(name) : text.find(new Wanted.Header(name), Needle.of(wanted));
    }

    private BitSet sent(SearchQuery.DateOperator wanted) throws IOException {
        long[] seconds = text.numbers(SentDate.INSTANT, EntryTable.Entry.NEVER);
        Supplier<long[]> none = () -> new long[entries.size()];
        long[] offsets = Days.byDay(wanted) ? text.numbers(SentDate.OFFSET, 0) : none.get();
        return where(entry -> seconds[entry] != EntryTable.Entry.NEVER
                && Days.fit(wanted, (seconds[entry] + offsets[entry]) * 1_000));
    }

    private BitSet words(SearchQuery.TextCriterion words) throws IOException, UnsupportedSearchException {
        String wanted = words.getOperator().getValue();
        Wanted where = switch (words.getType()) {
            case BODY -> new Wanted.Body();
            case FULL -> new Wanted.Everything();
            case ATTACHMENTS, ATTACHMENT_FILE_NAME -> throw new UnsupportedSearchException();
        };
        return wanted.isEmpty() ? everything() : text.find(where, Needle.of(wanted));
    }
}
