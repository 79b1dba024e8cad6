package io.tradepost.mailbox.search;

import java.io.IOException;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import org.apache.james.mailbox.model.SearchQuery.Sort;

/** The order in which entries are told (RFC 5256 section 3); by UID where it leaves a choice. */
final class EntryOrder {
    private final EntryTable.View entries;
    private final MailboxText text;

    EntryOrder(EntryTable.View entries, MailboxText text) {
        this.entries = entries;
        this.text = text;
    }

    /** Whether the words of messages are needed to sort so. */
    static boolean asksText(List<Sort> sorts) {
        return sorts.stream().anyMatch(sort -> switch (sort.getSortClause()) {
            case Arrival, Size, Uid, Id -> false;
            case MailboxCc, MailboxFrom, MailboxTo, BaseSubject, SentDate -> true;
        });
    }

    /** The entries in order. */
    List<Integer> sorted(BitSet found, List<Sort> sorts) throws IOException {
        Comparator<Integer> order = Comparator.comparingInt(entry -> 0);
        for (Sort sort : sorts) {
            Comparator<Integer> by = by(sort);
            order = order.thenComparing(sort.isReverse() ? by.reversed() : by);
        }
        return found.stream()
                .boxed()
                .sorted(order.thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private Comparator<Integer> by(Sort sort) throws IOException {
        return switch (sort.getSortClause()) {
            case Arrival -> number(entries::arrived);
            case Size -> number(entries::octets);
            case Uid -> Comparator.naturalOrder();
            case Id -> number(entries::message);
            case MailboxCc -> text(KeptField.CC_KEY);
            case MailboxFrom -> text(KeptField.FROM_KEY);
            case MailboxTo -> text(KeptField.TO_KEY);
            case BaseSubject -> subjects();
            case SentDate -> {
                long[] sent = sent();
                yield number(entry -> sent[entry]);
            }
        };
    }

    /** When the messages were sent, seconds since 1970. */
    long[] sent() throws IOException {
        long[] sent = text.numbers(SentDate.INSTANT, EntryTable.Entry.NEVER);
        for (int entry = 0; entry < sent.length; entry++) {
            if (sent[entry] == EntryTable.Entry.NEVER) {
                // Section 2.2: where the Date field can't be had, the internal date stands for it.
                sent[entry] = Math.floorDiv(entries.arrived(entry), 1_000);
            }
        }
        return sent;
    }

    private Comparator<Integer> subjects() throws IOException {
        List<BaseSubject> subjects = text.subjects();
        return Comparator.comparing(entry -> subjects.get(entry).text());
    }

    private Comparator<Integer> text(KeptField field) throws IOException {
        String[] texts = text.texts(field);
        IntFunction<String> of = entry -> texts[entry];
        return Comparator.comparing(of::apply);
    }

    private static Comparator<Integer> number(IntToLongFunction of) {
        return Comparator.comparingLong(of::applyAsLong);
    }
}
