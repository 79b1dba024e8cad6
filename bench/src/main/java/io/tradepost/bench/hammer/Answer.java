package io.tradepost.bench.hammer;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What came back for a command.
 *
 * @param untagged the lines before the last
 * @param last     the tagged line without its tag
 */
record Answer(List<ImapLine> untagged, String last) {
    /** RFC 4315 section 3. */
    private static final Pattern COPYUID = Pattern.compile("\\[COPYUID (\\d+) ([0-9:,]+) ([0-9:,]+)]");

    private static final Pattern APPENDUID = Pattern.compile("\\[APPENDUID (\\d+) (\\d+)]");

    Answer {
        untagged = List.copyOf(untagged);
    }

    /** Where messages went. */
    record Copied(long validity, List<Long> sources, List<Long> targets) {}

    /** Where a new message went. */
    record Appended(long validity, long uid) {}

    boolean ok() {
        return last.startsWith("OK");
    }

    /** COPY says it in the tagged line, MOVE before it (RFC 6851 section 4.3). */
    Optional<Copied> copied() {
        return Stream.concat(untagged.stream().map(ImapLine::text), Stream.of(last))
                .map(COPYUID::matcher)
                .filter(Matcher::find)
                .findFirst()
                .map(found -> new Copied(
                        Long.parseLong(found.group(1)), UidSet.parse(found.group(2)), UidSet.parse(found.group(3))));
    }

    Optional<Appended> appended() {
        Matcher matcher = APPENDUID.matcher(last);
        return matcher.find()
                ? Optional.of(new Appended(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    List<ImapLine.Fetched> fetched() {
        return untagged.stream().flatMap(line -> line.fetched().stream()).toList();
    }

    /** The number behind a word in any untagged line. */
    OptionalLong number(String word) {
        return untagged.stream()
                .map(line -> line.number(word))
                .filter(OptionalLong::isPresent)
                .findFirst()
                .orElseGet(OptionalLong::empty);
    }
}
