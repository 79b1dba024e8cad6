package io.tradepost.server.cli;

/** What a command tells the shell. */
final class ExitCode {
    /** Done, nothing to complain about. */
    static final int DONE = 0;
    /** Done, and it found problems: a damaged record, a wrong DNS record. */
    static final int PROBLEMS = 1;
    /** Could not be done. */
    static final int COULD_NOT = 2;
    /** Not understood: BSD sysexits EX_USAGE. */
    static final int USAGE = 64;
    /** The reader of our output went away: 128 and SIGPIPE, as the shell reports it of other programs. */
    static final int BROKEN_PIPE = 141;

    private ExitCode() {}
}
