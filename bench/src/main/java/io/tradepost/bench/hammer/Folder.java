package io.tradepost.bench.hammer;

/** Where the clients are at work. Both are made by the run, so that nobody else's mail is in them. */
enum Folder {
    /** The one that all are in most of the time. */
    ANVIL("Anvil"),
    /** Where they copy and move to, and sometimes from. */
    RACK("Rack");

    private final String path;

    Folder(String path) {
        this.path = path;
    }

    /** As it stands in commands. */
    String path() {
        return path;
    }

    Folder other() {
        return this == ANVIL ? RACK : ANVIL;
    }
}
