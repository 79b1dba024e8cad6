package io.tradepost.archive.proof.verify;

import io.tradepost.archive.journal.Forgery;
import io.tradepost.archive.journal.Forgery.Piece;
import io.tradepost.archive.journal.Forgery.Place;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Ways to change a journal. Each exists twice: by somebody who changes bytes, and by a disk's administrator who writes the
 * journal anew with every checksum, hash and number right and throws away what would contradict it in the archive's folder,
 * but has no signing key and no access to the second place. Each returns the sequence of the first record that is not what
 * it was.
 */
enum Attack {
    EDIT {
        @Override
        long bytes(SealedSample sample, long target, Random random) throws IOException {
            Place place = place(sample, target);
            try (RandomAccessFile file = new RandomAccessFile(place.segment().toFile(), "rw")) {
                long at = place.from() + random.nextLong(place.to() - place.from());
                file.seek(at);
                int old = file.read();
                file.seek(at);
                file.write(old ^ (1 << random.nextInt(8)));
            }
            return target;
        }

        @Override
        long forged(List<List<Piece>> segments, long target, Random random) {
            Position position = Position.of(segments, target);
            Piece old = position.piece();
            boolean content = old.content().length > 0 && random.nextBoolean();
            byte[] bytes = (content ? old.content() : old.meta()).clone();
            // A digit or a letter for another one, as somebody would who wants it to be read.
            int at = bytes.length - 1 - random.nextInt(Math.min(bytes.length, 40));
            bytes[at] = (byte) (bytes[at] == '7' ? '8' : '7');
            position.replace(content ? old.withContent(bytes) : old.withMeta(bytes));
            return target;
        }
    },
    DELETE {
        @Override
        long bytes(SealedSample sample, long target, Random random) throws IOException {
            Place place = place(sample, target);
            splice(place.segment(), place.from(), place.to(), new byte[0]);
            return target;
        }

        @Override
        long forged(List<List<Piece>> segments, long target, Random random) {
            Position.of(segments, target).remove();
            return target;
        }
    },
    REORDER {
        @Override
        long bytes(SealedSample sample, long target, Random random) throws IOException {
            Place one = place(sample, target);
            Place two = place(sample, target + 1);
            if (!one.segment().equals(two.segment())) {
                // The last of a segment: it changes places with the one before.
                return bytes(sample, target - 1, random);
            }
            byte[] all = Files.readAllBytes(one.segment());
            ByteArrayOutputStream swapped = new ByteArrayOutputStream();
            swapped.write(all, (int) two.from(), (int) (two.to() - two.from()));
            swapped.write(all, (int) one.from(), (int) (one.to() - one.from()));
            splice(one.segment(), one.from(), two.to(), swapped.toByteArray());
            return target;
        }

        @Override
        long forged(List<List<Piece>> segments, long target, Random random) {
            Position one = Position.of(segments, target);
            Position two = Position.of(segments, target + 1);
            Piece first = one.piece();
            one.replace(two.piece());
            two.replace(first);
            return target;
        }
    },
    TRUNCATE {
        @Override
        long bytes(SealedSample sample, long target, Random random) throws IOException {
            Place place = place(sample, target);
            splice(
                    place.segment(),
                    place.from() + random.nextLong(place.to() - place.from()),
                    Files.size(place.segment()),
                    new byte[0]);
            for (Place later : Forgery.places(sample.journal())) {
                if (later.sequence() > target) {
                    Files.deleteIfExists(later.segment());
                }
            }
            return target;
        }

        @Override
        long forged(List<List<Piece>> segments, long target, Random random) {
            for (long last = Position.count(segments) - 1; last >= target; last--) {
                Position.of(segments, last).remove();
            }
            return target;
        }
    },
    INSERT {
        @Override
        long bytes(SealedSample sample, long target, Random random) throws IOException {
            Place place = place(sample, target);
            List<Place> others = new ArrayList<>(Forgery.places(sample.journal()));
            others.removeIf(other -> other.sequence() == target);
            Place copied = others.get(random.nextInt(others.size()));
            byte[] bytes =
                    Arrays.copyOfRange(Files.readAllBytes(copied.segment()), (int) copied.from(), (int) copied.to());
            splice(place.segment(), place.from(), place.from(), bytes);
            return target;
        }

        @Override
        long forged(List<List<Piece>> segments, long target, Random random) {
            Position position = Position.of(segments, target);
            position.insert(position.piece()
                    .withMeta("{\"action\":\"x\",\"at\":\"2026-03-01T10:00:00Z\"}"
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
            return target;
        }
    },
    REPLACE_FILE {
        @Override
        long bytes(SealedSample sample, long target, Random random) throws IOException {
            Place place = place(sample, target);
            byte[] other = new byte[(int) Files.size(place.segment())];
            random.nextBytes(other);
            Files.write(place.segment(), other);
            return Long.parseLong(String.valueOf(place.segment().getFileName()).substring(0, 20));
        }

        @Override
        long forged(List<List<Piece>> segments, long target, Random random) {
            Position position = Position.of(segments, target);
            List<Piece> segment = segments.get(position.segment());
            long first = target - position.index();
            segment.replaceAll(piece -> piece.withMeta("{}".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
            return first;
        }
    };

    /** By changing bytes of record {@code target} or around it. */
    abstract long bytes(SealedSample sample, long target, Random random) throws IOException;

    /** By putting other records together. */
    abstract long forged(List<List<Piece>> segments, long target, Random random);

    /** The administrator's way. */
    long forge(SealedSample sample, long target, Random random) throws IOException {
        Forgery forgery = Forgery.of(sample.journal());
        long first = forged(forgery.segments(), target, random);
        forgery.write();
        SealedSample.delete(sample.proof().resolve("tile"));
        SealedSample.delete(sample.proof().resolve("checkpoint"));
        return first;
    }

    private static Place place(SealedSample sample, long sequence) throws IOException {
        return Forgery.places(sample.journal()).get((int) sequence);
    }

    private static void splice(Path file, long from, long to, byte[] middle) throws IOException {
        byte[] all = Files.readAllBytes(file);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(all, 0, (int) from);
        out.writeBytes(middle);
        out.write(all, (int) to, (int) (all.length - to));
        Files.write(file, out.toByteArray());
    }

    /** A record among segments. */
    private record Position(List<List<Piece>> segments, int segment, int index) {
        static Position of(List<List<Piece>> segments, long sequence) {
            long left = sequence;
            for (int i = 0; i < segments.size(); i++) {
                if (left < segments.get(i).size()) {
                    return new Position(segments, i, (int) left);
                }
                left -= segments.get(i).size();
            }
            throw new IllegalArgumentException("no record " + sequence);
        }

        static long count(List<List<Piece>> segments) {
            return segments.stream().mapToLong(List::size).sum();
        }

        Piece piece() {
            return segments.get(segment).get(index);
        }

        void replace(Piece other) {
            segments.get(segment).set(index, other);
        }

        void remove() {
            segments.get(segment).remove(index);
        }

        void insert(Piece other) {
            segments.get(segment).add(index, other);
        }
    }
}
