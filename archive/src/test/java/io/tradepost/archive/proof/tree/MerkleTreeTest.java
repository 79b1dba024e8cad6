package io.tradepost.archive.proof.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Heads and proofs against the vectors of Certificate Transparency and against the definitions, written out naively. */
class MerkleTreeTest {
    /** The eight records of the test data that Certificate Transparency's implementations share (RFC 6962). */
    private static final List<String> RECORDS =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> HEADS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @TempDir
    Path folder;

    @Test
    void headsAreThoseOfTheSharedTestVectors() {
        TiledTree tree = TiledTree.open(folder);
        assertThat(tree.head(0)).hasToString("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        for (int i = 0; i < RECORDS.size(); i++) {
            tree.append(TreeHash.leaf(HexFormat.of().parseHex(RECORDS.get(i))));
            assertThat(tree.head(i + 1)).hasToString(HEADS.get(i));
        }
        for (int size = 1; size <= RECORDS.size(); size++) {
            assertThat(tree.head(size)).hasToString(HEADS.get(size - 1));
        }
    }

    @Test
    void proofsAreThoseOfTheSharedTestVectors() {
        TiledTree tree = TiledTree.open(folder);
        RECORDS.forEach(record -> tree.append(TreeHash.leaf(HexFormat.of().parseHex(record))));
        assertThat(tree.inclusion(0, 1)).isEmpty();
        assertThat(tree.inclusion(0, 8))
                .extracting(TreeHash::toString)
                .containsExactly(
                        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
        assertThat(tree.inclusion(2, 3))
                .extracting(TreeHash::toString)
                .containsExactly("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
        assertThat(tree.consistency(1, 1)).isEmpty();
        assertThat(tree.consistency(6, 8))
                .extracting(TreeHash::toString)
                .containsExactly(
                        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
        assertThat(tree.consistency(2, 5))
                .extracting(TreeHash::toString)
                .containsExactly(
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b");
    }

    @Test
    void everyHeadAndEveryProofOfSmallTreesFitsTheDefinition() {
        int most = 70;
        List<TreeHash> leaves = leaves(most, 1);
        TiledTree tree = TiledTree.open(folder);
        leaves.forEach(tree::append);
        for (int size = 1; size <= most; size++) {
            TreeHash head = naive(leaves.subList(0, size));
            assertThat(tree.head(size)).isEqualTo(head);
            for (int index = 0; index < size; index++) {
                List<TreeHash> path = tree.inclusion(index, size);
                assertThat(ProofCheck.included(leaves.get(index), index, size, path, head))
                        .isTrue();
                assertThat(ProofCheck.included(leaves.get(index), index + 1, size, path, head))
                        .isFalse();
                assertThat(ProofCheck.included(leaves.get((index + 1) % most), index, size, path, head))
                        .isFalse();
            }
            for (int from = 1; from <= size; from++) {
                TreeHash before = naive(leaves.subList(0, from));
                List<TreeHash> proof = tree.consistency(from, size);
                assertThat(ProofCheck.consistent(from, before, size, head, proof))
                        .isTrue();
                assertThat(ProofCheck.consistent(from, leaves.get(0), size, head, proof))
                        .isEqualTo(from == 1);
            }
        }
    }

    @Test
    void aProofWithOneHashChangedLeftOutOrAddedIsNoProof() {
        List<TreeHash> leaves = leaves(300, 2);
        TiledTree tree = TiledTree.open(folder);
        leaves.forEach(tree::append);
        Random random = new Random(3);
        for (int round = 0; round < 2000; round++) {
            int size = 2 + random.nextInt(299);
            int index = random.nextInt(size);
            int from = 1 + random.nextInt(size - 1);
            List<TreeHash> path = spoilt(tree.inclusion(index, size), random);
            List<TreeHash> proof = spoilt(tree.consistency(from, size), random);
            assertThat(ProofCheck.included(leaves.get(index), index, size, path, tree.head(size)))
                    .as("leaf %d of %d", index, size)
                    .isFalse();
            assertThat(ProofCheck.consistent(from, tree.head(from), size, tree.head(size), proof))
                    .as("%d to %d", from, size)
                    .isFalse();
        }
    }

    @Test
    void aTreeOfManyTilesIsTheSameAfterItIsOpenedAgain() throws Exception {
        int most = 70_000;
        List<TreeHash> leaves = leaves(most, 4);
        TiledTree tree = TiledTree.open(folder);
        leaves.forEach(tree::append);
        assertThat(tree.head(most)).isEqualTo(naive(leaves));
        // The example of C2SP tlog-tiles: 273 full tiles and one of 112, one full and one of 17, one of 1.
        assertThat(tree.tile(new Tile(0, 272, 256))).isPresent();
        assertThat(tree.tile(new Tile(0, 273, 112))).isPresent();
        assertThat(tree.tile(new Tile(0, 273, 113))).isEmpty();
        assertThat(tree.tile(new Tile(1, 1, 17))).isPresent();
        assertThat(tree.tile(new Tile(1, 1, 18))).isEmpty();
        assertThat(tree.tile(new Tile(2, 0, 1))).isPresent();
        assertThat(tree.tile(new Tile(2, 0, 2))).isEmpty();

        TiledTree again = TiledTree.open(folder);
        assertThat(again.size()).isEqualTo(273 * 256);
        leaves.subList((int) again.size(), most).forEach(again::append);
        Random random = new Random(5);
        for (int round = 0; round < 300; round++) {
            int size = 1 + random.nextInt(most);
            int index = random.nextInt(size);
            TreeHash head = again.head(size);
            assertThat(head).isEqualTo(tree.head(size));
            assertThat(ProofCheck.included(leaves.get(index), index, size, again.inclusion(index, size), head))
                    .isTrue();
            assertThat(ProofCheck.consistent(size, head, most, again.head(most), again.consistency(size, most)))
                    .isTrue();
        }
        Files.write(folder.resolve(Tile.full(0, 7).path()), new byte[0]);
        assertThat(TiledTree.open(folder).size())
                .as("the whole tile above stands in for it")
                .isEqualTo(273 * 256);
        Files.write(folder.resolve(Tile.full(0, 260).path()), new byte[0]);
        assertThat(TiledTree.open(folder).size()).isEqualTo(260 * 256);
        again.clear();
        assertThat(TiledTree.open(folder).size()).isZero();
    }

    @Test
    void tilesAreNamedAsTheSpecificationSays() {
        assertThat(Tile.full(0, 1234067).path()).isEqualTo("tile/0/x001/x234/067");
        assertThat(new Tile(1, 0, 17).path()).isEqualTo("tile/1/000.p/17");
        assertThat(Tile.ofPath("tile/0/x001/x234/067")).contains(Tile.full(0, 1234067));
        assertThat(Tile.ofPath("tile/1/000.p/17")).contains(new Tile(1, 0, 17));
        for (String wrong : List.of(
                "tile/0/67",
                "tile/0/x000/067",
                "tile/8/000",
                "tile/0/000.p/256",
                "tile/0/000.p/0",
                "tile/0/000.p/017",
                "tile/0/../000",
                "tile/0/001/002",
                "/tile/0/000",
                "tile/0/000/")) {
            assertThat(Tile.ofPath(wrong)).as(wrong).isEmpty();
        }
    }

    private static List<TreeHash> spoilt(List<TreeHash> proof, Random random) {
        List<TreeHash> spoilt = new ArrayList<>(proof);
        TreeHash other = leaves(1, random.nextLong()).getFirst();
        int place = spoilt.isEmpty() ? 0 : random.nextInt(spoilt.size());
        switch (spoilt.isEmpty() ? 2 : random.nextInt(3)) {
            case 0 -> spoilt.set(place, other);
            case 1 -> spoilt.remove(place);
            default -> spoilt.add(place, other);
        }
        return spoilt;
    }

    private static List<TreeHash> leaves(int count, long seed) {
        Random random = new Random(seed);
        List<TreeHash> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] record = new byte[random.nextInt(40)];
            random.nextBytes(record);
            leaves.add(TreeHash.leaf(record));
        }
        return leaves;
    }

    /** MTH of RFC 9162 section 2.1.1, word by word. */
    private static TreeHash naive(List<TreeHash> leaves) {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int k = 1;
        while (2 * k < leaves.size()) {
            k *= 2;
        }
        return TreeHash.node(naive(leaves.subList(0, k)), naive(leaves.subList(k, leaves.size())));
    }
}
