package io.tradepost.archive.audit;

import io.tradepost.archive.Reader;
import io.tradepost.archive.catalog.Catalog;
import io.tradepost.archive.law.Recorder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The desk for questions to the audit. */
public final class AuditTrail {
    private final Catalog catalog;
    private final Runnable settle;
    private final Recorder recorder;

    /**
     * Over the catalog.
     *
     * @param settle waits until the catalog holds what is durable now
     */
    public AuditTrail(Catalog catalog, Runnable settle, Recorder recorder) {
        this.catalog = catalog;
        this.settle = settle;
        this.recorder = recorder;
    }

    /** What was done, newest first. Recorded before it is answered, and so not in its own answer. */
    public List<AuditEntry> search(AuditQuery query, Reader by) {
        settle.run();
        List<AuditEntry> found = catalog.audit(query);
        recorder.done(by, "audit-search", target(query), Map.of("shown", Integer.toString(found.size())));
        return found;
    }

    private static String target(AuditQuery query) {
        Map<String, String> asked = new TreeMap<>();
        query.who().ifPresent(value -> asked.put("who", value));
        query.action().ifPresent(value -> asked.put("action", value));
        query.target().ifPresent(value -> asked.put("target", value));
        query.outcome().ifPresent(value -> asked.put("outcome", value));
        query.from().ifPresent(value -> asked.put("from", value.toString()));
        query.to().ifPresent(value -> asked.put("to", value.toString()));
        query.beneath().ifPresent(value -> asked.put("beneath", Long.toString(value)));
        return asked.toString();
    }
}
