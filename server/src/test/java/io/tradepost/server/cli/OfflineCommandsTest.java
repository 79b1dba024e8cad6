package io.tradepost.server.cli;

/** Commands while no server runs: each opens the rooms for itself. */
class OfflineCommandsTest extends CommandsContract {
    @Override
    protected void begin() {
        // Nothing runs: that is the point.
    }

    @Override
    protected void end() {
        // Nothing was started.
    }
}
