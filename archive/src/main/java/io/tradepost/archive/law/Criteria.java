package io.tradepost.archive.law;

import io.tradepost.archive.QueryException;
import io.tradepost.archive.RefusedException;
import io.tradepost.archive.RefusedException.Reason;
import io.tradepost.archive.access.Person;
import io.tradepost.archive.payload.Facts;
import io.tradepost.archive.search.QueryTrial;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which mail a schedule or a hold is about: what the query finds and, where people are named, theirs alone. Mail is
 * somebody's when their account is concerned or their address stands in the envelope or a header.
 *
 * @param query  in the query language; empty for everything
 * @param people accounts; empty for everybody's mail
 */
public record Criteria(String query, List<Person> people) {
    /** Most people of one schedule or hold; the query language has a bound on its conditions. */
    private static final int MOST_PEOPLE = 80;

    public Criteria {
        query = query.strip();
        people = people.stream().distinct().toList();
        if (people.size() > MOST_PEOPLE) {
            throw new RefusedException(Reason.MISSING, "at most " + MOST_PEOPLE + " people");
        }
    }

    /**
     * As a record says it.
     *
     * @param key under which the people stand there
     */
    public static Criteria of(Facts facts, String key) {
        return new Criteria(
                facts.text("query"), facts.texts(key).stream().map(Person::new).toList());
    }

    /** Into what a record says; see {@link #of}. */
    public void into(Map<String, Object> facts, String key) {
        facts.put("query", query);
        facts.put(key, people.stream().map(Person::account).toList());
    }

    /** Makes sure that the query is understood, and does not ask for holds, which would decide by themselves. */
    public Criteria checked(ZoneId zone) {
        String plain = query.toLowerCase(Locale.ROOT).replace('：', ':').replaceAll("[\\s\"“”()（）]", "");
        if (plain.contains("hold:") || plain.contains("has:hold")) {
            throw new RefusedException(Reason.SELF_REFERENCE, query);
        }
        QueryTrial.check(query, zone);
        QueryTrial.check(asQuery(), zone);
        return this;
    }

    /** The one query that stands for both. {@link QueryException} when it is used and not understood. */
    public String asQuery() {
        if (people.isEmpty()) {
            return query;
        }
        String any = people.stream()
                .map(person -> "\"" + person.account() + "\"")
                .collect(Collectors.joining(" OR ", "(", ")"));
        String theirs = "(account:" + any + " OR participant:" + any + ")";
        return query.isEmpty() ? theirs : theirs + " (" + query + ")";
    }
}
