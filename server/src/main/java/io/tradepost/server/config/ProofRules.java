package io.tradepost.server.config;

import io.tradepost.archive.proof.note.VerifierKey;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a log's name, a second place and a time-stamp authority may be. */
final class ProofRules {
    private static final String ORIGIN = "archive.proof.origin";
    private static final String FOLDERS = "archive.proof.folders";
    private static final String MAIL_TO = "archive.proof.mail-to";
    private static final String URL = "archive.proof.timestamp.url";
    private static final String POLICY = "archive.proof.timestamp.policy";
    private static final String CERTIFICATES = "archive.proof.timestamp.certificates";

    private final Function<String, Optional<String>> value;
    private final Function<String, List<String>> values;
    private final Complaints complaints;

    /** Takes what is wrong. */
    interface Complaints {
        void problem(String path, String key, Object... arguments);
    }

    ProofRules(Function<String, Optional<String>> value, Function<String, List<String>> values, Complaints complaints) {
        this.value = value;
        this.values = values;
        this.complaints = complaints;
    }

    void check() {
        value.apply(ORIGIN)
                .filter(origin -> !VerifierKey.isName(origin))
                .ifPresent(origin -> complaints.problem(ORIGIN, "proof-origin", origin));
        for (String folder : values.apply(FOLDERS)) {
            if (!Path.of(folder).isAbsolute()) {
                complaints.problem(FOLDERS, "proof-folder", folder);
            }
        }
        for (String address : values.apply(MAIL_TO)) {
            if (!HostNames.isMailAddress(address)) {
                complaints.problem(MAIL_TO, "mail-address", MAIL_TO, address);
            }
        }
        value.apply(URL).filter(url -> !isHttp(url)).ifPresent(url -> complaints.problem(URL, "proof-url", URL, url));
        value.apply(POLICY)
                .filter(policy -> !policy.matches("[0-2](\\.(0|[1-9][0-9]{0,18})){1,40}"))
                .ifPresent(policy -> complaints.problem(POLICY, "proof-policy", policy));
        value.apply(CERTIFICATES)
                .filter(file -> !Files.isReadable(Path.of(file)))
                .ifPresent(file -> complaints.problem(CERTIFICATES, "file-needed", CERTIFICATES, file));
    }

    private static boolean isHttp(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
