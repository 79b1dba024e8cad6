package io.tradepost.server.james.imap;

import io.tradepost.mailbox.message.Transfers;
import io.tradepost.mailbox.message.Transfers.Transfer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.james.imap.api.message.IdRange;
import org.apache.james.imap.api.message.response.StatusResponse.ResponseCode;
import org.apache.james.mailbox.model.UidValidity;

/**
 * The COPYUID code (RFC 4315 section 3) as it has to be: the UIDs of what was copied, and what each became, in one order; none
 * at all where nothing was copied. James says the client's own words, of which some may mean nothing any more, and a star for
 * no message.
 */
record CopiedUids(Transfers transfers) {
    private static final String COPYUID = "COPYUID";

    static boolean isCode(Optional<ResponseCode> code) {
        return code.filter(given -> given.getCode().contains(COPYUID)).isPresent();
    }

    /** The code for what was copied, in the mailbox that James's code names; empty if that is nothing. */
    Optional<ResponseCode> exact(ResponseCode given) {
        List<Transfer> all = transfers.all();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(ResponseCode.copyUid(
                UidValidity.of(given.getNumber()),
                ranges(all.stream().map(Transfer::from).toList()),
                ranges(all.stream().map(Transfer::to).toList())));
    }

    /** In the order given: the n-th of one set belongs to the n-th of the other. */
    private static IdRange[] ranges(List<Long> uids) {
        List<IdRange> ranges = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= uids.size(); i++) {
            if (i == uids.size() || uids.get(i) != uids.get(i - 1) + 1) {
                ranges.add(new IdRange(uids.get(from), uids.get(i - 1)));
                from = i;
            }
        }
        return ranges.toArray(IdRange[]::new);
    }
}
