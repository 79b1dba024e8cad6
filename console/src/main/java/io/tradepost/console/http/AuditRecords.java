package io.tradepost.console.http;

import io.tradepost.archive.Reader;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Puts the numbers of the records that an answer needed, in their order, into one of its headers. */
final class AuditRecords implements Reader.Receipt {
    static final String HEADER = "X-Audit-Record";

    private final HttpServletResponse response;
    private final List<Long> sequences = new ArrayList<>();

    AuditRecords(HttpServletResponse response) {
        this.response = response;
    }

    /** On the thread that answers, before it has written anything of the answer. */
    @Override
    public void recorded(long sequence) {
        sequences.add(sequence);
        response.setHeader(
                HEADER, sequences.stream().map(one -> Long.toString(one)).collect(Collectors.joining(", ")));
    }
}
