package io.tradepost.archive.proof.tree;

import io.tradepost.archive.ArchiveException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tree whose full tiles lie in a folder and whose last tile of each level lies in memory. It grows leaf by leaf at a few
 * hashes each and takes 32 bytes and a little on disk for each leaf. Safe for any number of threads.
 */
public final class TiledTree extends MerkleTree {
    private static final int TILE_BYTES = Tile.FULL * TreeHash.LENGTH;
    private static final int CACHED = 64;

    private final Path folder;
    /** By level, the hashes that are not in a full tile yet. */
    private final List<Growing> growing = new ArrayList<>();

    private final Map<Tile, byte[]> cache = new LinkedHashMap<>(CACHED, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Tile, byte[]> eldest) {
            return size() > CACHED;
        }
    };
    private long size;

    private TiledTree(Path folder) {
        this.folder = folder;
    }

    /** Takes up the full tiles that lie in the folder; leaves behind the last of them have to be given again. */
    public static TiledTree open(Path folder) {
        return open(folder, Long.MAX_VALUE);
    }

    /** The same, but no tile that reaches beyond so many leaves. */
    public static TiledTree open(Path folder, long most) {
        TiledTree tree = new TiledTree(folder);
        for (int level = Tile.MOST_LEVEL - 1; level >= 0; level--) {
            int height = Tile.HEIGHT * (level + 1);
            while (most - tree.size >= 1L << height && tree.isWhole(level, tree.size >> height)) {
                tree.raise(level + 1, over(tree.read(Tile.full(level, tree.size >> height))));
                tree.size += 1L << height;
            }
        }
        return tree;
    }

    @Override
    public synchronized long size() {
        return size;
    }

    /** Adds the next leaf. A temporary {@link ArchiveException} when a tile can't be written; then nothing was added. */
    public synchronized void append(TreeHash leaf) {
        raise(0, leaf);
        size++;
    }

    /** Forgets everything, also on disk. */
    public synchronized void clear() {
        try {
            if (Files.exists(folder.resolve("tile"))) {
                try (var all = Files.walk(folder.resolve("tile"))) {
                    for (Path path :
                            all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                        Files.delete(path);
                    }
                }
            }
        } catch (IOException e) {
            throw ArchiveException.temporary("the tiles cannot be deleted: " + e.getMessage(), e);
        }
        growing.clear();
        cache.clear();
        size = 0;
    }

    /** The bytes of a tile, also of a narrower one than there is; empty if the tree is not that large. */
    public synchronized Optional<byte[]> tile(Tile tile) {
        long have = have(tile.level());
        if (tile.index() * Tile.FULL + tile.width() > have) {
            return Optional.empty();
        }
        byte[] bytes = tile.index() < have / Tile.FULL
                ? read(Tile.full(tile.level(), tile.index()))
                : growing.get(tile.level()).hashes;
        return Optional.of(Arrays.copyOf(bytes, tile.width() * TreeHash.LENGTH));
    }

    @Override
    protected synchronized TreeHash complete(int level, long index) {
        int tileLevel = Math.min(level / Tile.HEIGHT, Tile.MOST_LEVEL);
        int within = level - tileLevel * Tile.HEIGHT;
        long first = index << within;
        int width = 1 << within;
        byte[] hashes = tile(new Tile(tileLevel, first / Tile.FULL, (int) (first % Tile.FULL) + width))
                .orElseThrow(() -> new IllegalArgumentException("the tree does not reach there"));
        return over(hashes, (int) (first % Tile.FULL), width);
    }

    /** Hashes of this level of tiles. */
    private long have(int level) {
        return size >> (Tile.HEIGHT * level);
    }

    private void raise(int level, TreeHash hash) {
        while (growing.size() <= level) {
            growing.add(new Growing());
        }
        Growing tile = growing.get(level);
        System.arraycopy(hash.bytes(), 0, tile.hashes, tile.width * TreeHash.LENGTH, TreeHash.LENGTH);
        if (tile.width + 1 < Tile.FULL) {
            tile.width++;
            return;
        }
        // The size still counts without the leaf at hand, so this is the index of the tile that has just become full.
        long index = (size / Tile.FULL) >> (Tile.HEIGHT * level);
        try {
            write(Tile.full(level, index), tile.hashes);
        } catch (IOException e) {
            throw ArchiveException.temporary("a tile cannot be written: " + e.getMessage(), e);
        }
        raise(level + 1, over(tile.hashes));
        tile.width = 0;
    }

    private static TreeHash over(byte[] hashes) {
        return over(hashes, 0, Tile.FULL);
    }

    private static TreeHash over(byte[] hashes, int from, int width) {
        if (width == 1) {
            return TreeHash.at(hashes, from);
        }
        int half = width / 2;
        return TreeHash.node(over(hashes, from, half), over(hashes, from + half, half));
    }

    private void write(Tile tile, byte[] bytes) throws IOException {
        Path file = folder.resolve(tile.path());
        if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), bytes)) {
            return;
        }
        Files.createDirectories(file.getParent());
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        Files.write(temporary, bytes);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private byte[] read(Tile tile) {
        return cache.computeIfAbsent(tile, absent -> {
            Path file = folder.resolve(tile.path());
            try {
                byte[] bytes = Files.readAllBytes(file);
                if (bytes.length != TILE_BYTES) {
                    throw new IOException(file.getFileName() + " has " + bytes.length + " bytes");
                }
                return bytes;
            } catch (IOException e) {
                throw ArchiveException.temporary("a tile cannot be read: " + e.getMessage(), e);
            }
        });
    }

    private boolean isWhole(int level, long index) {
        Path file = folder.resolve(Tile.full(level, index).path());
        try {
            return Files.exists(file) && Files.size(file) == TILE_BYTES;
        } catch (IOException e) {
            throw ArchiveException.temporary("the tiles cannot be read: " + e.getMessage(), e);
        }
    }

    /** The last tile of a level. */
    private static final class Growing {
        private final byte[] hashes = new byte[TILE_BYTES];
        private int width;
    }
}
