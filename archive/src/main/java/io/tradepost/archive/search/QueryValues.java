package io.tradepost.archive.search;

import io.tradepost.archive.QueryException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the values of fields that are no text: dates, sizes and words of a fixed list. */
final class QueryValues {
    private static final Pattern DATE = Pattern.compile("([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,15})([kKmMgG]?)[bB]?");

    private final String query;
    private final ZoneId zone;

    QueryValues(String query, ZoneId zone) {
        this.query = query;
        this.zone = zone;
    }

    /** A node for a value, whose first character stands at {@code position} in the query. */
    QueryNode read(QueryField field, String value, int position) {
        return switch (field) {
            case DATE -> dateRange(value, position);
            case BEFORE -> new QueryNode.Range(QueryField.DATE, Long.MIN_VALUE, day(value, position).from - 1);
            case AFTER -> new QueryNode.Range(QueryField.DATE, day(value, position).to + 1, Long.MAX_VALUE);
            case SIZE -> size(value, position);
            case HAS ->
                word(field, value, position, List.of("attachment", "link", "unsearchable", "hold", Fields.WAITING));
            case TAG -> word(field, value, position, List.of("linked", "review"));
            case DIRECTION -> word(field, value, position, List.of("inbound", "outbound", "internal"));
            default -> throw new IllegalArgumentException(field + " holds text");
        };
    }

    static boolean reads(QueryField field) {
        return switch (field) {
            case DATE, BEFORE, AFTER, SIZE, HAS, TAG, DIRECTION -> true;
            default -> false;
        };
    }

    /** First and last millisecond. */
    private record Span(long from, long to) {}

    private QueryNode dateRange(String value, int position) {
        int dots = value.indexOf("..");
        if (dots < 0) {
            Span span = day(value, position);
            return new QueryNode.Range(QueryField.DATE, span.from, span.to);
        }
        String first = value.substring(0, dots);
        String last = value.substring(dots + 2);
        if (first.isEmpty() && last.isEmpty()) {
            throw new QueryException(query, position, "a date is missing; write date:2024-01..2024-03");
        }
        long from = first.isEmpty() ? Long.MIN_VALUE : day(first, position).from;
        long to = last.isEmpty() ? Long.MAX_VALUE : day(last, position + dots + 2).to;
        if (from > to) {
            throw new QueryException(query, position, "the range ends before it begins; swap the two dates");
        }
        return new QueryNode.Range(QueryField.DATE, from, to);
    }

    private Span day(String value, int position) {
        Matcher matcher = DATE.matcher(value);
        if (!matcher.matches()) {
            throw new QueryException(query, position, "'" + value + "' is no date; write 2024, 2024-05 or 2024-05-03");
        }
        try {
            int year = Integer.parseInt(matcher.group(1));
            if (matcher.group(2) == null) {
                return span(Year.of(year).atDay(1), Year.of(year + 1).atDay(1));
            }
            YearMonth month = YearMonth.of(year, Integer.parseInt(matcher.group(2)));
            if (matcher.group(3) == null) {
                return span(month.atDay(1), month.plusMonths(1).atDay(1));
            }
            LocalDate day = month.atDay(1).withDayOfMonth(Integer.parseInt(matcher.group(3)));
            return span(day, day.plusDays(1));
        } catch (DateTimeException e) {
            throw new QueryException(query, position, "there is no date '" + value + "' in the calendar");
        }
    }

    private Span span(LocalDate first, LocalDate behind) {
        return new Span(
                first.atStartOfDay(zone).toInstant().toEpochMilli(),
                behind.atStartOfDay(zone).toInstant().toEpochMilli() - 1);
    }

    private QueryNode size(String value, int position) {
        int dots = value.indexOf("..");
        if (dots > 0) {
            return sizeRange(
                    bytes(value.substring(0, dots), position), bytes(value.substring(dots + 2), position + dots + 2));
        }
        for (String sign : List.of(">=", "<=", ">", "<")) {
            if (value.startsWith(sign)) {
                long bytes = bytes(value.substring(sign.length()), position + sign.length());
                return switch (sign) {
                    case ">=" -> sizeRange(bytes, Long.MAX_VALUE);
                    case "<=" -> sizeRange(0, bytes);
                    case ">" -> sizeRange(bytes + 1, Long.MAX_VALUE);
                    default -> sizeRange(0, bytes - 1);
                };
            }
        }
        throw new QueryException(query, position, "larger or smaller? write size:>1M, size:<20k or size:1M..5M");
    }

    private static QueryNode sizeRange(long from, long to) {
        return new QueryNode.Range(QueryField.SIZE, from, to);
    }

    private long bytes(String value, int position) {
        Matcher matcher = SIZE.matcher(value);
        if (!matcher.matches()) {
            throw new QueryException(query, position, "'" + value + "' is no size; write 500, 20k, 1M or 2G");
        }
        int shift = switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
            case "k" -> 10;
            case "m" -> 20;
            case "g" -> 30;
            default -> 0;
        };
        return Math.min(Long.parseLong(matcher.group(1)), Long.MAX_VALUE >> (shift + 1)) << shift;
    }

    private QueryNode word(QueryField field, String value, int position, List<String> known) {
        String lower = value.toLowerCase(Locale.ROOT);
        if (!known.contains(lower)) {
            throw new QueryException(
                    query,
                    position,
                    "'" + value + "' is nothing that " + field.word() + ": knows; "
                            + Spelling.nearest(lower, known)
                                    .map(near -> "did you mean " + field.word() + ":" + near + "? There are ")
                                    .orElse("write ")
                            + String.join(
                                    " or ",
                                    known.stream()
                                            .map(one -> field.word() + ":" + one)
                                            .toList()));
        }
        return new QueryNode.Keyword(field, lower);
    }
}
