package io.tradepost.console.http;

import io.tradepost.archive.ArchiveException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was answered to calls with an idempotency key, a file each, below a folder for each day (UTC): so that what is too old
 * goes by the folder. Each file is whole and durable before it is relied on.
 */
final class AnswerStore {
    /** A client that has not asked again after so many days does not any more. */
    static final int DAYS = 7;

    private final Path folder;
    private final Clock clock;
    private LocalDate tidied = LocalDate.MIN;

    AnswerStore(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * A call that was begun.
     *
     * @param fingerprint of what was asked, hexadecimal
     * @param answer      empty as long as none is known
     */
    record Kept(String fingerprint, Optional<Answer> answer) {}

    /** An answer as it was sent. */
    @SuppressWarnings("ArrayRecordComponent") // Bytes are handed on, never compared or changed.
    record Answer(int status, String contentType, byte[] body) {}

    /** What is known of the call with this id. */
    Optional<Kept> find(String id) {
        LocalDate today = today();
        for (int back = 0; back <= DAYS; back++) {
            Path file = file(today.minusDays(back), id);
            try {
                if (Files.exists(file)) {
                    return Optional.of(read(Files.readAllBytes(file)));
                }
            } catch (IOException e) {
                throw failed(e);
            }
        }
        return Optional.empty();
    }

    /** Notes that a call begins. */
    void begin(String id, String fingerprint) {
        tidy();
        write(id, new Kept(fingerprint, Optional.empty()));
    }

    /** Notes how it was answered. */
    void end(String id, String fingerprint, Answer answer) {
        forget(id);
        write(id, new Kept(fingerprint, Optional.of(answer)));
    }

    /** Takes back that it began: nothing was done. */
    void forget(String id) {
        try {
            for (int back = 0; back <= DAYS; back++) {
                Files.deleteIfExists(file(today().minusDays(back), id));
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void write(String id, Kept kept) {
        Path file = file(today(), id);
        Path temporary = file.resolveSibling(id + ".tmp");
        try {
            Files.createDirectories(file.resolveSibling(".").normalize());
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (DataOutputStream out = new DataOutputStream(bytes)) {
                out.writeUTF(kept.fingerprint());
                out.writeBoolean(kept.answer().isPresent());
                if (kept.answer().isPresent()) {
                    Answer answer = kept.answer().get();
                    out.writeInt(answer.status());
                    out.writeUTF(answer.contentType());
                    out.write(answer.body());
                }
            }
            try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
                out.write(bytes.toByteArray());
                out.getFD().sync();
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static Kept read(byte[] bytes) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            String fingerprint = in.readUTF();
            return new Kept(
                    fingerprint,
                    in.readBoolean()
                            ? Optional.of(new Answer(in.readInt(), in.readUTF(), in.readAllBytes()))
                            : Optional.empty());
        }
    }

    /** Once a day. */
    private synchronized void tidy() {
        LocalDate today = today();
        if (!tidied.isBefore(today)) {
            return;
        }
        tidied = today;
        String oldest = today.minusDays(DAYS).toString();
        try (Stream<Path> days = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            for (Path day : days.filter(one -> String.valueOf(one.getFileName()).compareTo(oldest) < 0)
                    .toList()) {
                delete(day);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static void delete(Path day) throws IOException {
        try (Stream<Path> all = Files.walk(day)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path one : deepestFirst) {
                Files.delete(one);
            }
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private Path file(LocalDate day, String id) {
        return folder.resolve(day.toString()).resolve(id);
    }

    private ArchiveException failed(IOException e) {
        return ArchiveException.temporary("answers cannot be kept in " + folder + ": " + e.getMessage(), e);
    }
}
