package io.tradepost.server.config;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** What goes together where segments or evidence are kept in a folder or a bucket. */
final class BucketRules {
    private static final String STORE = "archive.store";
    private static final String EVIDENCE = "archive.proof.s3";
    private static final String ACCESS_KEY = ".access-key";
    private static final String SECRET_KEY = ".secret-key";

    private final Function<String, Optional<String>> value;
    private final Predicate<String> said;
    private final ProofRules.Complaints complaints;

    /**
     * @param said whether a key has a value, secrets among them
     */
    BucketRules(Function<String, Optional<String>> value, Predicate<String> said, ProofRules.Complaints complaints) {
        this.value = value;
        this.said = said;
        this.complaints = complaints;
    }

    void check() {
        String kind = value.apply(STORE + ".kind").orElse("");
        needs(kind, "folder", STORE + ".folder");
        needs(kind, "s3", STORE + ".bucket");
        bucket(STORE);
        bucket(EVIDENCE);
        if (said.test(EVIDENCE + ACCESS_KEY) && !said.test(EVIDENCE + ".bucket")) {
            complaints.problem(EVIDENCE + ACCESS_KEY, "bucket-missing", EVIDENCE);
        }
    }

    private void needs(String kind, String which, String path) {
        if (kind.equals(which) && !said.test(path)) {
            complaints.problem(STORE + ".kind", "store-needs", kind, path);
        }
    }

    private void bucket(String section) {
        boolean accessKey = said.test(section + ACCESS_KEY);
        if (accessKey != said.test(section + SECRET_KEY)) {
            complaints.problem(section + (accessKey ? ACCESS_KEY : SECRET_KEY), "bucket-key-half", section);
        }
        String endpoint = section + ".endpoint";
        value.apply(endpoint)
                .filter(url -> !url.matches("https?://[^/\\s]+/?"))
                .ifPresent(url -> complaints.problem(endpoint, "bucket-endpoint", endpoint, url));
    }
}
