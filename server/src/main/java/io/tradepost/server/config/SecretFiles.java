package io.tradepost.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Replaces {@code password-file} by the password that stands in it. */
final class SecretFiles {
    private static final List<String> SECRETS = List.of(
            "database.password",
            "catalog.password",
            "trade.password",
            "outgoing.smart-host.password",
            "archive.index.password",
            "archive.store.secret-key",
            "archive.proof.s3.secret-key");
    private static final long LARGEST = 4096;

    private final Map<String, Setting> settings;
    private final List<Problem> problems;
    private final List<Problem> warnings;

    SecretFiles(Map<String, Setting> settings, List<Problem> problems, List<Problem> warnings) {
        this.settings = settings;
        this.problems = problems;
        this.warnings = warnings;
    }

    void read() {
        for (String path : SECRETS) {
            Optional<Setting> plain = Optional.ofNullable(settings.get(path));
            Optional<Setting> file = Optional.ofNullable(settings.get(path + "-file"));
            if (plain.isPresent() && file.isPresent()) {
                problems.add(Problem.at(file.get().source(), "secret-twice", path, path + "-file"));
            } else if (file.isPresent()) {
                read(path, file.get());
            } else if (plain.isPresent() && plain.get().source() instanceof Source.InFile place) {
                warnings.add(Problem.at(place, "secret-in-configuration", path, path + "-file"));
            }
        }
    }

    private void read(String path, Setting setting) {
        Path file = Path.of((String) setting.value());
        try {
            if (!Files.isRegularFile(file)) {
                problems.add(Problem.at(setting.source(), "secret-file-missing", path + "-file", file));
            } else if (Files.size(file) > LARGEST) {
                problems.add(Problem.at(setting.source(), "secret-file-too-large", path + "-file", file));
            } else {
                String secret = Files.readString(file).stripTrailing();
                if (secret.isEmpty()) {
                    problems.add(Problem.at(setting.source(), "secret-file-empty", path + "-file", file));
                }
                if (othersMayRead(file)) {
                    warnings.add(Problem.at(setting.source(), "secret-file-open", file));
                }
                settings.put(path, new Setting(Secret.of(secret), new Source.SecretFile(file)));
            }
        } catch (IOException e) {
            problems.add(Problem.at(
                    setting.source(), "secret-file-unreadable", path + "-file", file, String.valueOf(e.getMessage())));
        }
    }

    private static boolean othersMayRead(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return false;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        return permissions.contains(PosixFilePermission.OTHERS_READ);
    }
}
