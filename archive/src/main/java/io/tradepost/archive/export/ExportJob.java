package io.tradepost.archive.export;

import java.util.Locale;

/**
 * How it stands with an export that is made in the background.
 *
 * @param id     its name
 * @param by     who began it; empty if that was before the last start
 * @param state  where it is
 * @param done   steps done of the part at hand
 * @param total  steps of the part at hand; 0 while not known
 * @param reason why it failed; empty if it did not
 */
public record ExportJob(ExportId id, String by, State state, long done, long total, String reason) {
    /** Where an export is. */
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED;

        /** As written in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static ExportJob waiting(ExportId id, String by) {
        return new ExportJob(id, by, State.WAITING, 0, 0, "");
    }

    ExportJob nowRunning(long nowDone, long nowTotal) {
        return new ExportJob(id, by, State.RUNNING, nowDone, nowTotal, "");
    }

    ExportJob nowDone() {
        return new ExportJob(id, by, State.DONE, total, total, "");
    }

    ExportJob nowFailed(String why) {
        return new ExportJob(id, by, State.FAILED, done, total, why);
    }
}
