package io.tradepost.archive.export;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The files that grow while messages are exported. */
final class Parts implements AutoCloseable {
    static final String MANIFEST = "manifest";
    static final String MBOX = "mbox";
    static final String PAGE = "page";
    static final String MISSING = "missing";
    static final String SUMS = "sums";

    private static final String[] NAMES = {MANIFEST, MBOX, PAGE, MISSING};

    private final WorkFolder work;
    private final Map<String, GrowingFile> open = new TreeMap<>();

    /** As they were in this state. Once closing has begun, some of them may have gone to their places already. */
    Parts(WorkFolder work, ExportState state, boolean closing) throws IOException {
        this.work = work;
        open(SUMS, state);
        if (!closing) {
            for (String name : NAMES) {
                open(name, state);
            }
        }
    }

    private void open(String name, ExportState state) throws IOException {
        open.put(name, new GrowingFile(work.file(name + ".part"), state.length(name)));
    }

    GrowingFile get(String name) {
        GrowingFile file = open.get(name);
        if (file == null) {
            throw new IllegalStateException(name + " is closed");
        }
        return file;
    }

    /** Begins a file anew. */
    void restart(String name) throws IOException {
        get(name).close();
        open.put(name, new GrowingFile(work.file(name + ".part"), 0));
    }

    /** Makes them durable; their lengths. */
    Map<String, Long> sync() throws IOException {
        Map<String, Long> lengths = new TreeMap<>();
        for (Map.Entry<String, GrowingFile> one : open.entrySet()) {
            one.getValue().sync();
            lengths.put(one.getKey(), one.getValue().length());
        }
        return lengths;
    }

    @Override
    public void close() throws IOException {
        for (GrowingFile file : open.values()) {
            file.close();
        }
    }
}
