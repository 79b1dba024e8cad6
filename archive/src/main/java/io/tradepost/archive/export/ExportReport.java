package io.tradepost.archive.export;

import java.nio.file.Path;
import java.util.List;

/**
 * What an export has become.
 *
 * @param id             its name
 * @param target         where it is
 * @param messages       how many are in it
 * @param bytes          of all messages together
 * @param manifestSha256 of its manifest, lower-case hexadecimal; the journal holds the same
 * @param missing        messages whose bytes could not be given, with the reason; the manifest says the same
 */
public record ExportReport(
        ExportId id, Path target, long messages, long bytes, String manifestSha256, List<Missing> missing) {
    /** Of the missing ones, so many are named here; the manifest names all. */
    public static final int MOST_NAMED = 1000;

    public ExportReport {
        missing = List.copyOf(missing);
    }

    /**
     * A message without its bytes.
     *
     * @param message its archive id
     * @param reason  for a person
     */
    public record Missing(String message, String reason) {}
}
