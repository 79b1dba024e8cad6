package io.tradepost.server.cli;

import java.io.IOException;

/** One command. Its options and parameters are filled in before it runs. */
public abstract class Command {
    /** Where it runs. */
    enum Place {
        /** In the caller's own process. */
        CALLER,
        /** Begins in the caller's process and hands itself to the server if it finds one. */
        EITHER,
        /** Where the rooms are: in the server if one runs, else in the caller's process, which opens them. */
        ROOMS
    }

    Place place() {
        return Place.ROOMS;
    }

    /**
     * Does it.
     *
     * @return the exit code
     */
    abstract int run(CommandContext context) throws IOException;
}
