package io.tradepost.server.e2e.scripts;

import io.tradepost.server.e2e.kit.RunningServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who plays a script: our accounts in place of the two that James's suite makes, whose names and passwords stand in the
 * scripts.
 *
 * @param owner in place of {@code imapuser}
 * @param other in place of {@code Boby}
 */
record People(RunningServer.DemoAccount owner, RunningServer.DemoAccount other) {
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{20,}={0,2}$");
    private static final int LINE_END = 2;
    private static final Pattern LITERAL = Pattern.compile("\\{(\\d+)\\+}$");

    /** The script with their names in it. */
    Script cast(Script script) {
        List<Step> steps = new ArrayList<>();
        String before = "";
        for (Step step : script.steps()) {
            Step cast = cast(step, before);
            before = step instanceof Step.Say say ? say.line() : "";
            mendLiteral(steps, step, cast);
            steps.add(cast);
        }
        for (int place = 0; place < steps.size(); place++) {
            mendCount(steps, place);
        }
        return new Script(script.name(), steps);
    }

    /**
     * Where a message is announced with one octet more than its lines have, announces what they have. James's own suite ends
     * lines in a way of its own, and does not notice.
     */
    private static void mendCount(List<Step> steps, int place) {
        if (!(steps.get(place) instanceof Step.Say announced)) {
            return;
        }
        Matcher literal = LITERAL.matcher(announced.line());
        if (!literal.find() || !announced.line().contains("APPEND")) {
            return;
        }
        int octets = 0;
        for (int next = place + 1; next < steps.size() && steps.get(next) instanceof Step.Say line; next++) {
            octets += line.line().length() + LINE_END;
        }
        // The last line's end is the command's.
        octets -= LINE_END;
        if (Integer.parseInt(literal.group(1)) == octets + 1) {
            String mended = announced.line().substring(0, literal.start()) + "{" + octets + "+}";
            steps.set(place, new Step.Say(announced.session(), mended));
        }
    }

    private Step cast(Step step, String before) {
        return switch (step) {
            case Step.Say say -> new Step.Say(say.session(), cast(say.line(), before));
            case Step.Hear hear -> new Step.Hear(hear.session(), heard(hear.line()), hear.place());
            case Step.HearInAnyOrder block ->
                new Step.HearInAnyOrder(
                        block.session(), block.lines().stream().map(this::heard).toList(), block.place());
            case Step.HearInvitation invitation -> invitation;
            case Step.Reconnect reconnect -> reconnect;
        };
    }

    private String cast(String line, String before) {
        return signsIn(line) || signsIn(before) ? credentials(line) : said(line);
    }

    private static boolean signsIn(String line) {
        return line.contains("AUTHENTICATE");
    }

    private String credentials(String line) {
        Matcher token = BASE64.matcher(line);
        if (!token.find()) {
            return said(line);
        }
        String plain = new String(Base64.getDecoder().decode(token.group()), StandardCharsets.ISO_8859_1);
        return line.substring(0, token.start()) + encode(plain.replace("\0password", "\0" + owner.password()));
    }

    private String said(String line) {
        String named = line.contains("LOGIN imapuser password")
                ? line.replace("imapuser password", "imapuser " + owner.password())
                : line;
        return names(named);
    }

    private String encode(String plain) {
        return Base64.getEncoder().encodeToString(names(plain).getBytes(StandardCharsets.ISO_8859_1));
    }

    private String names(String text) {
        return text.replace("imapuser", owner.address()).replace("Boby", other.address());
    }

    private Pattern heard(Pattern line) {
        return Pattern.compile(line.pattern()
                .replace("imapuser", quoted(owner))
                .replaceAll("[Bb]oby", Matcher.quoteReplacement(quoted(other))));
    }

    private static String quoted(RunningServer.DemoAccount account) {
        return account.address().replace(".", "\\.");
    }

    /** Where a line of another length stands in for one that was announced as a literal, announces the new length. */
    private static void mendLiteral(List<Step> before, Step step, Step cast) {
        if (before.isEmpty()
                || !(before.getLast() instanceof Step.Say announced)
                || !(step instanceof Step.Say was)
                || !(cast instanceof Step.Say is)) {
            return;
        }
        String announcing = announced.line();
        Matcher literal = LITERAL.matcher(announcing);
        if (literal.find()
                && literal.group(1).equals(Integer.toString(was.line().length()))) {
            String mended =
                    announcing.substring(0, literal.start()) + "{" + is.line().length() + "+}";
            before.set(before.size() - 1, new Step.Say(announced.session(), mended));
        }
    }
}
