package io.tradepost.archive;

import java.util.List;

/**
 * What an import did.
 *
 * @param found          messages seen
 * @param archived       of those, newly archived
 * @param repeated       of those, archived before and left alone
 * @param failed         files or messages that could not be read; each is named with its reason
 * @param notFullyParsed messages that are archived byte for byte, but of which some part can't be searched
 */
public record ImportReport(long found, long archived, long repeated, List<Item> failed, List<Item> notFullyParsed) {
    public ImportReport {
        failed = List.copyOf(failed);
        notFullyParsed = List.copyOf(notFullyParsed);
    }

    /**
     * One message or file worth naming.
     *
     * @param source file, with the message's place in it when the file holds several
     * @param id     the archive's name of the message; empty when there is none
     * @param reason for a person
     */
    public record Item(String source, String id, String reason) {}
}
