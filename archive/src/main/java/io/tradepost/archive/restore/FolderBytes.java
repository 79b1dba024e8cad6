package io.tradepost.archive.restore;

import io.tradepost.archive.Content;
import io.tradepost.archive.journal.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A folder with the hashes of its messages, of which only those are read that have the right size. */
final class FolderBytes {
    private final MailboxDoor.OpenFolder folder;
    private final Map<Long, List<Long>> bySize = new HashMap<>();
    private final Set<String> known = new HashSet<>();

    FolderBytes(MailboxDoor.OpenFolder folder) {
        this.folder = folder;
        for (MailboxDoor.Held held : folder.messages()) {
            bySize.computeIfAbsent(held.size(), none -> new ArrayList<>()).add(held.uid());
        }
    }

    long validity() {
        return folder.validity();
    }

    /** Whether it holds a message of this hash, which has this size. */
    boolean holds(String sha256, long size) throws IOException {
        List<Long> candidates = bySize.remove(size);
        if (candidates != null) {
            for (long uid : candidates) {
                Optional<Content> content = folder.content(uid);
                if (content.isPresent()) {
                    known.add(sha256(content.get()));
                }
            }
        }
        return known.contains(sha256);
    }

    long add(String sha256, Content content, Instant internalDate) {
        long uid = folder.append(content, internalDate);
        known.add(sha256);
        return uid;
    }

    static String sha256(Content content) throws IOException {
        MessageDigest digest = Digests.sha256();
        byte[] chunk = new byte[1 << 16];
        try (InputStream in = content.open()) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                digest.update(chunk, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
