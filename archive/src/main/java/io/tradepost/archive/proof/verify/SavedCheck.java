package io.tradepost.archive.proof.verify;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradepost.archive.ArchiveException;
import io.tradepost.archive.VerifyReport.Problem;
import io.tradepost.archive.journal.RecordVisitor.Mark;
import io.tradepost.archive.payload.ProofPayloads.KeyChanged;
import io.tradepost.archive.proof.tree.Tile;
import io.tradepost.archive.proof.tree.TiledTree;
import io.tradepost.archive.proof.tree.TreeHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where an interrupted check goes on. It lies on the disk that is being checked, so it saves time and proves nothing: whoever
 * doubts the disk's administrator checks from the start.
 *
 * @param journal which journal
 * @param mark    of the journal's own check
 * @param next    sequence behind the last record looked at
 * @param leaves  of the tree
 * @param narrow  its last leaves, which are in no full tile
 * @param found   what was found besides
 * @param bad     records known to be bad
 * @param keys    signing keys met
 * @param right   sizes of the checkpoints in the journal that were right
 * @param wrong   sizes of those that were not
 */
record SavedCheck(
        String journal,
        Mark mark,
        long next,
        long leaves,
        List<String> narrow,
        List<Problem> found,
        long bad,
        List<SavedKey> keys,
        List<Long> right,
        List<Long> wrong) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String FILE = "state.json";

    /** {@link KeyChanged} in plain strings. */
    record SavedKey(String at, String key, String previous, String note) {}

    static SavedCheck of(UUID journal, Mark mark, EvidenceCheck check) {
        TiledTree tree = check.tree();
        int width = (int) (tree.size() % Tile.FULL);
        List<String> narrow = new ArrayList<>();
        for (long sequence = tree.size() - width; sequence < tree.size(); sequence++) {
            narrow.add(tree.leaf(sequence).base64());
        }
        return new SavedCheck(
                journal.toString(),
                mark,
                check.next(),
                tree.size(),
                narrow,
                check.findings().problems(),
                check.findings().bad(),
                check.keyChanges().stream()
                        .map(key -> new SavedKey(key.at().toString(), key.key(), key.previous(), key.note()))
                        .toList(),
                List.copyOf(check.journalHeads().right()),
                List.copyOf(check.journalHeads().wrong()));
    }

    /** What an earlier check of this journal left; empty if there is none that can be used. */
    static Optional<SavedCheck> read(Path folder, UUID journal) {
        Path file = folder.resolve(FILE);
        try {
            return Files.exists(file)
                    ? Optional.of(JSON.readValue(file.toFile(), SavedCheck.class))
                            .filter(saved -> saved.journal.equals(journal.toString()))
                    : Optional.empty();
        } catch (IOException e) {
            org.slf4j.LoggerFactory.getLogger(SavedCheck.class).warn("the check begins anew: {}", e.toString());
            return Optional.empty();
        }
    }

    void write(Path folder) {
        Path temporary = folder.resolve(FILE + ".tmp");
        try {
            Files.createDirectories(folder);
            ObjectNode node = JSON.valueToTree(this);
            Files.write(temporary, JSON.writeValueAsBytes(node));
            Files.move(
                    temporary,
                    folder.resolve(FILE),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw ArchiveException.temporary("the check's state cannot be kept: " + e.getMessage(), e);
        }
    }

    static void forget(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(FILE));
        } catch (IOException e) {
            throw ArchiveException.temporary("the check's state cannot be deleted: " + e.getMessage(), e);
        }
    }

    /** The tree as it was; fewer leaves if tiles were lost, and then the check begins anew. */
    TiledTree tree(Path folder) {
        TiledTree tree = TiledTree.open(folder, leaves);
        if (tree.size() + narrow.size() == leaves) {
            narrow.forEach(leaf -> tree.append(TreeHash.ofBase64(leaf)));
        }
        return tree;
    }

    List<KeyChanged> keyChanges() {
        return keys.stream()
                .map(key -> new KeyChanged(Instant.parse(key.at), key.key, key.previous, key.note))
                .toList();
    }
}
