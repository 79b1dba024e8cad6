package io.tradepost.domain.dns;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All findings about one domain at one moment.
 *
 * @param resolver whom we asked
 * @param questions how many different questions it took
 */
public record DomainReport(
        String domain, Instant checkedAt, Duration took, String resolver, int questions, List<Finding> findings) {
    /** Nothing wrong. */
    public static final int EXIT_FINE = 0;
    /** At least one problem, be it a warning. */
    public static final int EXIT_PROBLEMS = 1;
    /** No problem seen, but something could not be seen. */
    public static final int EXIT_UNDECIDED = 2;

    public DomainReport {
        findings = List.copyOf(findings);
    }

    /** The finding with this id. */
    public Optional<Finding> find(String id) {
        return findings.stream().filter(finding -> finding.id().equals(id)).findFirst();
    }

    /** What a command line exits with. A problem that is sure outweighs what is unsure; mere information never counts. */
    public int exitCode() {
        if (has(Status.PROBLEM)) {
            return EXIT_PROBLEMS;
        }
        return has(Status.UNDECIDED) ? EXIT_UNDECIDED : EXIT_FINE;
    }

    private boolean has(Status status) {
        return findings.stream()
                .anyMatch(finding -> finding.status() == status && finding.severity() != Severity.INFORMATION);
    }
}
