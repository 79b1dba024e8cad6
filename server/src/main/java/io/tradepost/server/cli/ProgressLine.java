package io.tradepost.server.cli;

import io.tradepost.archive.Progress;
import java.time.Duration;
import java.util.function.Consumer;

/** Tells on standard error how far long work is, now and then; and ends the work when the caller has gone. */
final class ProgressLine implements Consumer<Progress> {
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final CommandContext context;
    private final boolean silent;
    private long last = System.nanoTime();

    ProgressLine(CommandContext context, boolean silent) {
        this.context = context;
        this.silent = silent;
    }

    @Override
    public void accept(Progress progress) {
        if (context.cancelled()) {
            throw new CommandFailure("cancelled");
        }
        long now = System.nanoTime();
        if (silent || now - last < BETWEEN.toNanos()) {
            return;
        }
        last = now;
        String step = context.text("step." + progress.step());
        if (progress.total() > 0) {
            long percent = 100 * progress.done() / progress.total();
            context.err().println(context.text("progress.of", step, progress.done(), progress.total(), percent));
        } else {
            context.err().println(context.text("progress", step, progress.done()));
        }
    }
}
