package io.tradepost.trade.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the trade database's numbers in running text, in one pass.
 *
 * <p>The text is cut into alphanumeric runs. From each run on, runs are joined over the separators that people put into
 * numbers (at most three of them in a row, never over a line's end), and each join whose shape the database has is
 * looked up. The longest hit wins and the scan goes on behind it. A run must be hit whole: {@code XSO2024} is not
 * {@code SO2024}. Chinese, which writes no spaces, ends a run.
 *
 * <p>How sure a hit must be depends on what it is made of:
 * <ul>
 *   <li>pure digits need a cue word ({@link NumberContext}), and none of the signs of a date, a price or a phone;
 *   <li>weak ones (fewer than five digits or six characters, like {@code A1234}) need a cue word or must be written
 *       exactly as in the database, so that "in 2024" never becomes a number {@code IN-2024};
 *   <li>strong ones speak for themselves.
 * </ul>
 *
 * <p>Cost: linear in the text, times the number of joins (at most six). Context is looked at around hits only.
 */
public final class NumberScanner {

    /** How many joins are tried at least, even if the database writes its numbers in one piece. */
    private static final int LEAST_JOIN = 4;

    private static final int MAX_GAP = 3;
    private static final int MAX_FOUND = 200;
    /** Hits that fail on their context cost a look around; hostile text must not buy many. */
    private static final int MAX_CONTEXT_LOOKS = 5_000;

    private final NumberBook book;

    public NumberScanner(NumberBook book) {
        this.book = book;
    }

    /** All numbers in the text, in the order of their appearance; the same number may appear twice. */
    public List<FoundNumber> scan(String rawText) {
        String text = Skeleton.normalise(rawText);
        Runs runs = Runs.of(text);
        List<FoundNumber> found = new ArrayList<>();
        NumberContext context = new NumberContext(text);
        int[] looks = {MAX_CONTEXT_LOOKS};
        StringBuilder skeleton = new StringBuilder();
        int run = 0;
        while (run < runs.count() && found.size() < MAX_FOUND && looks[0] > 0) {
            run += Math.max(1, longestAt(run, text, runs, context, skeleton, found, looks));
        }
        return found;
    }

    /** Looks for the longest number that begins with this run, adds it, and returns its length in runs; 0 if none. */
    private int longestAt(
            int first,
            String text,
            Runs runs,
            NumberContext context,
            StringBuilder skeleton,
            List<FoundNumber> found,
            int[] looks) {
        skeleton.setLength(0);
        int most = Math.min(runs.count() - first, Math.max(LEAST_JOIN, book.longestInRuns()));
        long hash = Skeleton.hashStart();
        long shape = Skeleton.shapeStart();
        Optional<FoundNumber> best = Optional.empty();
        int bestRuns = 0;
        for (int length = 1; length <= most; length++) {
            int run = first + length - 1;
            if (length > 1 && !joins(text, runs.end(run - 1), runs.start(run))) {
                break;
            }
            if (skeleton.length() + runs.end(run) - runs.start(run) > Skeleton.MAX_LENGTH) {
                break;
            }
            for (int i = runs.start(run); i < runs.end(run); i++) {
                char c = Character.toUpperCase(text.charAt(i));
                skeleton.append(c);
                hash = Skeleton.hashStep(hash, c);
                shape = Skeleton.shapeStep(shape, c);
            }
            if (book.hasShape(Skeleton.hashEnd(shape)) && book.has(Skeleton.hashEnd(hash), skeleton)) {
                looks[0]--;
                Optional<FoundNumber> hit = judge(text, runs.start(first), runs.end(run), skeleton.toString(), context);
                if (hit.isPresent()) {
                    best = hit;
                    bestRuns = length;
                }
            }
        }
        best.ifPresent(found::add);
        return bestRuns;
    }

    private Optional<FoundNumber> judge(String text, int start, int end, String skeleton, NumberContext context) {
        String written = text.substring(start, end);
        int digits = digitsIn(skeleton);
        if (context.insideIban(start, end)) {
            return Optional.empty();
        }
        if (digits == skeleton.length()) {
            return switch (context.digits(start, end)) {
                case CUED -> Optional.of(new FoundNumber(skeleton, written, start, false));
                case BARE ->
                    digits >= 8 ? Optional.of(new FoundNumber(skeleton, written, start, true)) : Optional.empty();
                case SOMETHING_ELSE -> Optional.empty();
            };
        }
        if (isStrong(skeleton) || book.hasWritten(skeleton, written) || context.cued(start)) {
            return digits == 0 ? Optional.empty() : Optional.of(new FoundNumber(skeleton, written, start, false));
        }
        return Optional.empty();
    }

    /** Whether a number of this skeleton is believed without a cue word. */
    public static boolean isStrong(String skeleton) {
        int digits = digitsIn(skeleton);
        return digits >= 5 && skeleton.length() >= 6 && digits < skeleton.length();
    }

    private static int digitsIn(String skeleton) {
        int digits = 0;
        for (int i = 0; i < skeleton.length(); i++) {
            char c = skeleton.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            }
        }
        return digits;
    }

    private static boolean joins(String text, int from, int to) {
        if (to - from > MAX_GAP) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (!Skeleton.isJoiner(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a skeleton holds nothing but letters and digits: what else it holds, the scan never joins. */
    public static boolean isRun(String skeleton) {
        Runs runs = Runs.of(skeleton);
        return runs.count() == 1 && runs.end(0) - runs.start(0) == skeleton.length();
    }

    /** How many runs a number as the database writes it consists of. */
    public static int runsIn(String number) {
        return Runs.of(Skeleton.normalise(number)).count();
    }
}
