package io.tradepost.archive.export;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * A bundle as a ZIP file (PKWARE APPNOTE 6.3.10), written so that it can go on after a crash: the state knows where the
 * last whole entry ended, and the central directory grows in a file of its own until it is put behind the entries. The
 * JDK's own writer keeps the directory in memory and can't go on with a file that it did not begin.
 */
final class ZipBundle implements Bundle {
    private static final String POSITION = "zip";
    private static final String DIRECTORY = "zip-directory";
    private static final String ENTRIES = "zip-entries";

    private final Path target;
    private final Path unfinished;
    private final RandomAccessFile file;
    private final GrowingFile directory;
    private final Path directoryFile;
    private final ZipRecords records;
    private long entries;
    private long position;

    /** Goes on from this state. */
    ZipBundle(Path target, Path work, Instant time, ExportState state) throws IOException {
        this.target = target;
        this.unfinished = work.resolve("bundle.zip");
        this.records = new ZipRecords(time);
        this.position = state.length(POSITION);
        this.entries = state.length(ENTRIES);
        this.directoryFile = work.resolve("directory.part");
        this.directory = new GrowingFile(directoryFile, state.length(DIRECTORY));
        // A crash may have come after the finished file was moved to its place.
        this.file = new RandomAccessFile(
                (Files.exists(unfinished) || !Files.exists(target) ? unfinished : target).toFile(), "rw");
        if (file.length() < position) {
            throw new IOException(unfinished + " is shorter than it was: this export can't go on");
        }
    }

    @Override
    public Added add(String name, long size, Body body) throws IOException {
        long offset = position;
        boolean large = size >= ZipRecords.LARGE;
        file.seek(offset);
        byte[] head = records.local(name, large, 0, 0, 0);
        file.write(head);
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        CRC32 crc = new CRC32();
        HashingOutput hashing;
        try (OutputStream packed =
                        new DeflaterOutputStream(new BufferedOutputStream(new Rest(file), 1 << 16), deflater, 1 << 13);
                Summed summed = new Summed(packed, crc)) {
            hashing = new HashingOutput(summed);
            body.writeTo(hashing);
        } finally {
            deflater.end();
        }
        long end = file.getFilePointer();
        long compressed = end - offset - head.length;
        long length = hashing.size();
        if (!large && (length >= ZipRecords.LIMIT || compressed >= ZipRecords.LIMIT)) {
            throw new IOException(name + " has become larger than " + size + " bytes, as which it was announced");
        }
        file.seek(offset);
        file.write(records.local(name, large, crc.getValue(), compressed, length));
        directory.write(records.central(name, crc.getValue(), compressed, length, offset));
        position = end;
        entries++;
        return hashing.added();
    }

    @Override
    public Added adopt(String name, Path part) throws IOException {
        return add(name, Files.size(part), out -> {
            try (InputStream in = Files.newInputStream(part)) {
                in.transferTo(out);
            }
        });
    }

    @Override
    public Map<String, Long> sync() throws IOException {
        file.getFD().sync();
        directory.sync();
        Map<String, Long> lengths = new TreeMap<>();
        lengths.put(POSITION, position);
        lengths.put(ENTRIES, entries);
        lengths.put(DIRECTORY, directory.length());
        return lengths;
    }

    @Override
    public void finish() throws IOException {
        directory.sync();
        file.setLength(position);
        file.seek(position);
        try (OutputStream out = new BufferedOutputStream(new Rest(file), 1 << 16);
                InputStream in = Files.newInputStream(directoryFile)) {
            in.transferTo(out);
            out.write(records.end(entries, directory.length(), position));
        }
        file.getFD().sync();
        if (Files.exists(unfinished)) {
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    @Override
    public void close() throws IOException {
        try (file) {
            directory.close();
        }
    }

    /** What is written where the file stands; closing it leaves the file open. */
    private static final class Rest extends OutputStream {
        private final RandomAccessFile file;

        Rest(RandomAccessFile file) {
            this.file = file;
        }

        @Override
        public void write(int one) throws IOException {
            file.write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            file.write(bytes, from, count);
        }
    }

    /** Sums up what passes. */
    private static final class Summed extends FilterOutputStream {
        private final CRC32 crc;

        Summed(OutputStream out, CRC32 crc) {
            super(out);
            this.crc = crc;
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            crc.update(one);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
            crc.update(bytes, from, count);
        }
    }
}
