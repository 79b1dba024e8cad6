package io.tradepost.archive.segment;

import io.tradepost.archive.ArchiveException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Blocks of kept segments that were read lately, as files. Nothing depends on it: it is emptied at the start, a block that
 * can't be written is read again next time, and whoever reads records checks their hashes anyway.
 */
final class BlockCache {
    /** Bytes of a block. */
    static final int BLOCK = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(BlockCache.class);

    private final Path folder;
    private final long most;
    private final Map<String, Integer> sizes = new LinkedHashMap<>(16, 0.75f, true);
    private long held;

    BlockCache(Path folder, long most) {
        this.folder = folder;
        this.most = most;
        try {
            Files.createDirectories(folder);
            try (Stream<Path> left = Files.list(folder)) {
                for (Path file : left.filter(Files::isRegularFile).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw ArchiveException.temporary("the folder " + folder + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** The block, from here or from where it comes. */
    byte[] block(String name, Supplier<byte[]> fetch) {
        synchronized (this) {
            if (sizes.get(name) != null) {
                try {
                    return Files.readAllBytes(folder.resolve(name));
                } catch (IOException e) {
                    LOG.debug("block {} is fetched again", name, e);
                    forget(name);
                }
            }
        }
        byte[] bytes = fetch.get();
        put(name, bytes);
        return bytes;
    }

    private synchronized void put(String name, byte[] bytes) {
        if (bytes.length > most || sizes.containsKey(name)) {
            return;
        }
        Iterator<Map.Entry<String, Integer>> oldest = sizes.entrySet().iterator();
        while (held + bytes.length > most && oldest.hasNext()) {
            Map.Entry<String, Integer> gone = oldest.next();
            held -= gone.getValue();
            oldest.remove();
            delete(gone.getKey());
        }
        try {
            Path temporary = folder.resolve(name + ".tmp");
            Files.write(temporary, bytes);
            Files.move(temporary, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            sizes.put(name, bytes.length);
            held += bytes.length;
        } catch (IOException e) {
            LOG.warn("a block of a kept segment cannot be cached: {}", e.toString());
        }
    }

    private void forget(String name) {
        Integer size = sizes.remove(name);
        held -= size == null ? 0 : size;
        delete(name);
    }

    private void delete(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            LOG.warn("a cached block stays: {}", e.toString());
        }
    }
}
