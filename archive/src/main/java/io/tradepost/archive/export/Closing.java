package io.tradepost.archive.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The last steps of an export: what was growing goes to its place, and what explains it is added. Any may be done twice. */
final class Closing {
    /** File of all messages, if an mbox was asked for; its name tells an import how its lines are disguised. */
    static final String MBOX = "mail-mboxrd.mbox";

    static final String MANIFEST = "manifest.jsonl";
    static final String SUMS = "SHA256SUMS";
    /** A C2SP tlog-checkpoint: the signed head to which the proofs in the manifest lead. */
    static final String CHECKPOINT = "checkpoint.txt";
    /** The archive's signing keys as C2SP verifier keys, one a line. */
    static final String KEYS = "keys.txt";
    /** RFC 3161 token of the checkpoint, DER; only if an authority has given one. */
    static final String TIME_STAMP = "timestamp.tst";

    private final ExportSource source;
    private final ExportPlan plan;
    private final WorkFolder work;
    private final Bundle bundle;
    private final GrowingFile sums;
    private final IndexPages pages;

    Closing(ExportSource source, ExportPlan plan, WorkFolder work, Bundle bundle, GrowingFile sums) {
        this.source = source;
        this.plan = plan;
        this.work = work;
        this.bundle = bundle;
        this.sums = sums;
        this.pages = new IndexPages(plan);
    }

    /** What is done at one step. */
    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    /** Does what is left. */
    void run(ExportState begun) throws IOException {
        List<Step> steps = steps(begun);
        for (int i = begun.steps(); i < steps.size(); i++) {
            steps.get(i).run();
            sums.sync();
            Map<String, Long> lengths = new java.util.TreeMap<>(bundle.sync());
            lengths.put(Parts.SUMS, sums.length());
            work.save(new ExportState(begun.messages(), i + 1, begun.bytes(), lengths));
        }
        bundle.finish();
    }

    private List<Step> steps(ExportState state) throws IOException {
        List<Step> steps = new ArrayList<>();
        if (plan.formats().contains(ExportFormat.MBOX)) {
            steps.add(() -> adopt(MBOX, Parts.MBOX));
        }
        // The front page names the manifest's hash, so that is known first.
        steps.add(() -> {
            String sha256 = adopt(MANIFEST, Parts.MANIFEST);
            work.write(MANIFEST, sha256.getBytes(StandardCharsets.US_ASCII));
        });
        steps.add(() ->
                add("index.html", pages.front(state, manifestSha256(), missing().size())));
        steps.add(() -> add(
                "export.json",
                new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(plan.json())));
        steps.add(() -> add(CHECKPOINT, work.kept(CHECKPOINT).orElseThrow()));
        steps.add(() -> add(KEYS, work.kept(KEYS).orElseThrow()));
        steps.add(this::timeStamp);
        steps.add(() -> add("README.txt", IndexPages.resource("README.txt")));
        steps.add(() -> add("verify.py", VerifyProgram.bytes()));
        steps.add(() -> {
            sums.sync();
            Path copy = work.file("sums.copy");
            Files.copy(work.file(Parts.SUMS + ".part"), copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            bundle.adopt(SUMS, copy);
        });
        return steps;
    }

    /** The first answer counts: when this is done again, nothing that has come meanwhile may change the bundle. */
    private void timeStamp() throws IOException {
        if (work.kept(TIME_STAMP).isEmpty()) {
            work.write(TIME_STAMP, source.timeStamp(plan.treeSize()).orElse(new byte[0]));
        }
        byte[] token = work.kept(TIME_STAMP).orElseThrow();
        if (token.length > 0) {
            add(TIME_STAMP, token);
        }
    }

    /** SHA-256 of the manifest, once it is in its place. */
    String manifestSha256() throws IOException {
        return new String(work.kept(MANIFEST).orElseThrow(), StandardCharsets.US_ASCII);
    }

    /** The messages whose content is not in the bundle. */
    List<ExportReport.Missing> missing() throws IOException {
        List<ExportReport.Missing> missing = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(work.file(Parts.MISSING + ".part"))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (missing.size() < ExportReport.MOST_NAMED) {
                    int space = line.indexOf(' ');
                    missing.add(new ExportReport.Missing(line.substring(0, space), line.substring(space + 1)));
                }
            }
        }
        return missing;
    }

    private String adopt(String name, String part) throws IOException {
        return sum(name, bundle.adopt(name, work.file(part + ".part")));
    }

    private void add(String name, byte[] bytes) throws IOException {
        sum(name, bundle.add(name, bytes.length, out -> out.write(bytes)));
    }

    private String sum(String name, Bundle.Added added) throws IOException {
        sums.write((added.sha256() + "  " + name + "\n").getBytes(StandardCharsets.US_ASCII));
        return added.sha256();
    }
}
