package io.tradepost.bench.hammer;

import io.tradepost.bench.load.LoadMail;
import io.tradepost.bench.load.MailFactory;
import io.tradepost.bench.process.Account;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** One client's session: a command after another, drawn by chance, each answer looked at. Of one thread. */
final class Client implements AutoCloseable {
    /** So many messages a folder may have before more is taken out than put in. */
    private static final int CROWDED = 250;
    /** With fewer than that there is little to do in it. */
    private static final int LEAN = 80;

    private static final int MOST_NAMED = 8;
    private static final Duration LONGEST_DEAFNESS = Duration.ofSeconds(30);

    private final int number;
    private final Register register;
    private final Problems problems;
    private final MailFactory factory;
    private final SplittableRandom random;
    private final Tally tally;
    private final SessionView view;
    private final ImapConnection connection;
    private Folder selected = Folder.ANVIL;
    private Optional<LoadMail> earlier = Optional.empty();

    /** Signs in and selects the folder that all work in. */
    Client(int number, int port, Account account, Round.Tools tools, SplittableRandom random) throws IOException {
        this.number = number;
        this.register = tools.register();
        this.problems = tools.problems();
        this.factory = tools.factory();
        this.tally = tools.tally();
        this.random = random;
        this.view = new SessionView("client " + number, problems);
        this.connection = ImapConnection.open(port, account, view::accept);
        select(Folder.ANVIL);
    }

    /** The keyword that only this client sets. */
    static String keyword(int client) {
        return "Client" + client;
    }

    /** Carries out one command, or a few that belong together. */
    void work() throws IOException {
        int messages = register.worthNaming(selected);
        if (messages < LEAN && random.nextInt(3) > 0) {
            append();
            return;
        }
        if (register.worthNaming(selected.other()) > 2 * CROWDED && random.nextInt(16) == 0) {
            select(selected.other());
        }
        boolean crowded = messages > CROWDED;
        switch (random.nextInt(crowded ? 13 : 10)) {
            case 0, 1 -> append();
            case 2 -> read();
            case 3, 4 -> store();
            case 5 -> transfer(Placing.Kind.COPY);
            case 6 -> transfer(Placing.Kind.MOVE);
            case 7 -> look();
            case 8 -> seldom();
            default -> takeOut(crowded ? 3 * MOST_NAMED : MOST_NAMED);
        }
    }

    private void seldom() throws IOException {
        switch (random.nextInt(10)) {
            case 0, 1 -> idle(Duration.ofMillis(200 + random.nextInt(1_800)));
            case 2, 3 -> select(random.nextInt(4) == 0 ? Folder.RACK : Folder.ANVIL);
            case 4 -> status(selected.other());
            default -> command("NOOP");
        }
    }

    private void append() throws IOException {
        LoadMail mail = earlier.filter(same -> random.nextInt(8) == 0).orElseGet(() -> factory.next(random));
        earlier = Optional.of(mail);
        Folder target = random.nextInt(8) == 0 ? selected.other() : selected;
        Placing placing = register.append(target, mail);
        view.during("APPEND");
        Answer answer = done(
                "APPEND",
                connection.append(target, random.nextBoolean() ? "\\Seen" : "", mail.content(), random.nextBoolean()));
        if (answer.ok() && answer.appended().isPresent()) {
            register.appended(placing, answer.appended().get());
        } else {
            register.nothingPlaced(placing);
            problems.add("APPEND was answered " + answer.last());
        }
    }

    private void transfer(Placing.Kind kind) throws IOException {
        List<Spot> spots = register.pick(selected, random, 1 + random.nextInt(MOST_NAMED));
        if (spots.isEmpty()) {
            return;
        }
        boolean here = kind == Placing.Kind.COPY && random.nextInt(8) == 0;
        Folder target = here ? selected : selected.other();
        Placing placing = register.transfer(kind, spots, target);
        Answer answer = command("UID " + kind + " " + set(spots) + " " + target.path());
        answer.copied()
                .ifPresentOrElse(
                        copied -> register.transferred(placing, copied), () -> register.nothingPlaced(placing));
    }

    private void store() throws IOException {
        List<Spot> spots = register.pick(selected, random, 1 + random.nextInt(MOST_NAMED));
        if (spots.isEmpty()) {
            return;
        }
        String silent = random.nextInt(4) == 0 ? ".SILENT" : "";
        String sign = random.nextInt(3) == 0 ? "-" : "+";
        int draw = random.nextInt(20);
        boolean keyword = draw < 8;
        if (draw == 19) {
            register.replaceSent(spots);
            command("UID STORE " + set(spots) + " FLAGS" + silent + " (\\Answered)");
            return;
        }
        if (keyword) {
            register.keywordSent(spots, number);
        }
        String flag = keyword ? keyword(number) : List.of("\\Seen", "\\Flagged").get(draw % 2);
        Answer answer = command("UID STORE " + set(spots) + " " + sign + "FLAGS" + silent + " (" + flag + ")");
        note(spots, answer, keyword);
    }

    /** What the answer to a STORE shows has happened to these. */
    private void note(List<Spot> spots, Answer answer, boolean keyword) {
        for (ImapLine.Fetched fetched : answer.fetched()) {
            spots.stream()
                    .filter(spot -> fetched.uid().orElse(0) == spot.uid())
                    .forEach(spot ->
                            fetched.flags().ifPresent(flags -> register.flagsAnswered(spot, flags, number, keyword)));
        }
    }

    private void takeOut(int most) throws IOException {
        List<Spot> spots = register.pick(selected, random, 1 + random.nextInt(most));
        if (spots.isEmpty()) {
            return;
        }
        register.deletedSent(spots);
        note(spots, command("UID STORE " + set(spots) + " +FLAGS (\\Deleted)"), false);
        List<Spot> taken = register.expungeSent(spots);
        if (command("UID EXPUNGE " + set(spots)).ok()) {
            register.expunged(taken);
        }
    }

    private void read() throws IOException {
        List<Spot> spots = register.pick(selected, random, 1 + random.nextInt(4));
        if (spots.isEmpty()) {
            return;
        }
        String peek = random.nextInt(3) == 0 ? "BODY[]" : "BODY.PEEK[]";
        for (ImapLine.Fetched fetched :
                command("UID FETCH " + set(spots) + " (FLAGS " + peek + ")").fetched()) {
            if (fetched.uid().isPresent()) {
                fetched.body()
                        .ifPresent(body -> register.seen(selected, fetched.uid().getAsLong(), sha256(body)));
            }
        }
    }

    /** Flags, by number or by UID, as a client does to learn what is new. */
    private void look() throws IOException {
        Answer answer;
        if (random.nextBoolean() && view.count() > 0) {
            int from = 1 + random.nextInt(view.count());
            answer = command(
                    "FETCH " + from + ":" + Math.min(view.count(), from + random.nextInt(50)) + " (UID FLAGS MODSEQ)");
        } else {
            long from = 1 + random.nextLong(register.highestUid(selected) + 1);
            answer = command("UID FETCH " + from + ":* (FLAGS MODSEQ)");
        }
        answer.fetched().forEach(one -> one.modSeq().ifPresent(seen -> register.modSeqSeen(selected, seen)));
    }

    private void status(Folder folder) throws IOException {
        long floor = register.highestUid(folder);
        long modSeq = register.highestModSeq(folder);
        Answer answer = command("STATUS " + folder.path() + " (MESSAGES UNSEEN UIDNEXT UIDVALIDITY HIGHESTMODSEQ)");
        notLower(folder, answer, floor, modSeq);
    }

    private void select(Folder folder) throws IOException {
        long floor = register.highestUid(folder);
        long modSeq = register.highestModSeq(folder);
        view.forget();
        selected = folder;
        Answer answer = command("SELECT " + folder.path());
        notLower(folder, answer, floor, modSeq);
    }

    private void notLower(Folder folder, Answer answer, long floor, long modSeq) {
        if (answer.number("UIDNEXT").orElse(0) <= floor) {
            problems.add("UIDNEXT of " + folder.path() + " is " + answer.number("UIDNEXT") + ", but " + floor
                    + " had been given");
        }
        long highest = answer.number("HIGHESTMODSEQ").orElse(0);
        if (highest < modSeq) {
            problems.add("HIGHESTMODSEQ of " + folder.path() + " is " + highest + ", but " + modSeq + " was seen");
        }
        register.modSeqSeen(folder, highest);
        answer.number("UIDVALIDITY").ifPresent(validity -> register.validitySeen(folder, validity));
    }

    /** Listens for a while, and longer if it has not heard of a message that came meanwhile. */
    private void idle(Duration time) throws IOException {
        view.during("IDLE");
        String tag = connection.begin("IDLE");
        Optional<Answer> refusal = connection.continuation(tag);
        if (refusal.isPresent()) {
            problems.add("IDLE was answered " + refusal.get().last());
            return;
        }
        long began = System.nanoTime();
        listen(began + time.toNanos());
        // Of what was sent before we listened an earlier answer may have told.
        long arrival = register.lastArrival(selected);
        if (arrival > began && view.lastExists() < arrival) {
            long end = System.nanoTime() + LONGEST_DEAFNESS.toNanos();
            while (view.lastExists() < arrival && System.nanoTime() < end) {
                connection.next(Duration.ofMillis(100));
            }
            if (view.lastExists() < arrival) {
                problems.add("client " + number + " listened and heard nothing of an arrival");
            }
        }
        connection.send("DONE\r\n".getBytes(StandardCharsets.US_ASCII));
        done("IDLE", connection.gathered(tag));
    }

    private void listen(long end) throws IOException {
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            connection.next(Duration.ofNanos(left));
        }
    }

    /** With nobody at work any more: what this session believes to be in its folder. */
    Round.Belief belief() throws IOException {
        command("NOOP");
        if (view.count() > 0) {
            command("FETCH 1:* (UID)");
        }
        return new Round.Belief(number, selected, view.uids());
    }

    private Answer command(String text) throws IOException {
        view.during(text);
        return done(text, connection.command(text));
    }

    private Answer done(String text, Answer answer) {
        view.during("");
        tally.count(text);
        if (!answer.ok()) {
            problems.add("client " + number + ": " + text + " was answered " + answer.last());
        }
        return answer;
    }

    private static String set(List<Spot> spots) {
        return UidSet.of(spots.stream().map(Spot::uid).toList());
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
