package io.tradepost.archive.export;

import java.time.Instant;

/**
 * A finished export whose file still lies in the archive's folder.
 *
 * @param bytes      of its file
 * @param finishedAt when it was finished
 * @param until      when its file is deleted, if nobody does so before
 */
public record KeptBundle(ExportId id, long bytes, Instant finishedAt, Instant until) {}
