package io.tradepost.archive.law;

import io.tradepost.archive.Link;
import io.tradepost.archive.LinkEvent;
import io.tradepost.archive.MessageId;
import io.tradepost.archive.RefusedException;
import io.tradepost.archive.RefusedException.Reason;
import io.tradepost.archive.derive.DerivedMessage;
import io.tradepost.archive.payload.StoredDelivery;
import io.tradepost.archive.search.QueryTrial;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Says which criteria a message meets, or met at any time since it was archived: it is tried as it came, and with the links
 * of every decision since. So a correction of links never takes a message out of a hold or shortens how long it is kept.
 * Nothing is asked of the index, which may lag.
 */
public final class Judge {
    /** Where a message's facts come from. */
    public interface Facts {
        /** The delivery, read and parsed; a permanent failure if its content is gone or damaged. */
        DerivedMessage message(MessageId id);

        /** Waits until every decision on links that is durable now can be told; a temporary failure if it takes long. */
        void settle();

        /** All decisions on its links, oldest first. */
        List<LinkEvent> history(MessageId id);
    }

    /**
     * What was found of one message.
     *
     * @param met  places in the list of criteria
     * @param open places of those that ask for text of the message that was not read yet, or cannot be: who does not know
     *             whether it meets them must not act as if it did not (law L10)
     */
    public record Verdict(MessageId id, StoredDelivery delivery, BitSet met, BitSet open) {}

    private final Facts facts;
    private final ZoneId zone;

    /**
     * Over these facts.
     *
     * @param zone whose days dates in queries are
     */
    public Judge(Facts facts, ZoneId zone) {
        this.facts = facts;
        this.zone = zone;
    }

    /** The zone whose days count. */
    public ZoneId zone() {
        return zone;
    }

    /** One verdict for each message, in this order. */
    public List<Verdict> of(List<MessageId> ids, List<Criteria> criteria) {
        settle();
        return settled(ids, criteria);
    }

    /** Waits until former links can be told, which must not happen under the register's lock. */
    public void settle() {
        facts.settle();
    }

    /** Makes sure that a message can be read at all; a permanent failure if not. */
    public void read(MessageId id) {
        facts.message(id);
    }

    /** The same as {@link #of} for whoever has called {@link #settle} before. */
    public List<Verdict> settled(List<MessageId> ids, List<Criteria> criteria) {
        List<QueryTrial.State> states = new ArrayList<>();
        List<Integer> owners = new ArrayList<>();
        List<Verdict> verdicts = new ArrayList<>();
        for (MessageId id : ids) {
            DerivedMessage message = facts.message(id);
            int owner = verdicts.size();
            verdicts.add(new Verdict(id, message.stored(), new BitSet(), new BitSet()));
            for (List<Link> links : linkStates(id)) {
                states.add(new QueryTrial.State(message, links));
                owners.add(owner);
            }
        }
        List<QueryTrial.Found> found =
                QueryTrial.run(criteria.stream().map(Criteria::asQuery).toList(), states, zone);
        for (int i = 0; i < criteria.size(); i++) {
            int place = i;
            QueryTrial.Found one = found.get(i);
            one.open().stream()
                    .forEach(state -> verdicts.get(owners.get(state)).open().set(place));
            one.met().stream()
                    .forEach(state -> verdicts.get(owners.get(state)).met().set(place));
        }
        verdicts.forEach(verdict -> verdict.open().andNot(verdict.met()));
        return verdicts;
    }

    /** The verdict on one message; refused if there is none of this id. */
    public Verdict of(MessageId id, List<Criteria> criteria) {
        return of(List.of(id), criteria).getFirst();
    }

    private List<List<Link>> linkStates(MessageId id) {
        List<List<Link>> states = new ArrayList<>();
        states.add(List.of());
        facts.history(id).stream()
                .map(LinkEvent::links)
                .filter(links -> !states.contains(links))
                .forEach(states::add);
        return states;
    }

    /** What is said of an id that stands for nothing. */
    public static RefusedException unknown(MessageId id) {
        return new RefusedException(Reason.UNKNOWN, "message", id);
    }
}
