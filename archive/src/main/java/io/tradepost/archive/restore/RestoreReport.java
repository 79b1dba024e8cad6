package io.tradepost.archive.restore;

import java.util.List;

/**
 * What a restore, or its undoing, did.
 *
 * @param id       its name
 * @param selected messages asked for
 * @param done     of those, added (or removed again)
 * @param already  of those, in the folder before (or not there any more as they were added)
 * @param failed   of those, neither, with the reason
 */
public record RestoreReport(RestoreId id, long selected, long done, long already, List<String> failed) {
    public RestoreReport {
        failed = List.copyOf(failed);
    }
}
