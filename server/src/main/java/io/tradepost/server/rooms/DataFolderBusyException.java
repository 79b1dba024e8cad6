package io.tradepost.server.rooms;

/** Another process has the data folder open. */
public final class DataFolderBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long pid;
    private final String work;

    DataFolderBusyException(DataFolder folder, long pid, String work) {
        super("the data folder " + folder + " is in use by process " + pid + " (" + work + ")");
        this.pid = pid;
        this.work = work;
    }

    /** The process that has it; 0 if it can't be told. */
    public long pid() {
        return pid;
    }

    /** What that process does: {@code start}, {@code account add} … */
    public String work() {
        return work;
    }
}
