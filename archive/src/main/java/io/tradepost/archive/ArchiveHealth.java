package io.tradepost.archive;

import java.util.List;

/**
 * How the archive is.
 *
 * @param writable     whether the journal took the last write, or has had none to take, and space is left
 * @param freeBytes    space left where the journal lies
 * @param records      sequence that the next journal record will get, which is the number of records ever given one
 * @param catalogLag   durable records that the catalog does not hold yet
 * @param indexLag     durable records that the index does not show yet
 * @param catalogState {@code ok}, or in words what keeps the catalog from following
 * @param indexState   {@code ok}, or in words what keeps the index from following
 * @param extraction   how the reading of attachments goes
 * @param damage       damage found in the journal, each with segment and place; empty is good
 * @param notices      things worth knowing that are no damage: a torn tail that was cut after a crash, an abandoned tail
 * @param proof        what keeps checkpoints, time-stamps and second places from being made or told; empty is good
 */
public record ArchiveHealth(
        boolean writable,
        long freeBytes,
        long records,
        long catalogLag,
        long indexLag,
        String catalogState,
        String indexState,
        ExtractionHealth extraction,
        List<String> damage,
        List<String> notices,
        List<String> proof) {
    public ArchiveHealth {
        damage = List.copyOf(damage);
        notices = List.copyOf(notices);
        proof = List.copyOf(proof);
    }
}
