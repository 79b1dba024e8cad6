package io.tradepost.domain.dns.lookup;

import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/** What one server did with one question: a message, or a failure to give one. */
record Reply(@Nullable Message message, String failure, String server) {
    static Reply of(Message message, String server) {
        int code = message.getHeader().getRcode();
        return code == Rcode.NOERROR || code == Rcode.NXDOMAIN
                ? new Reply(message, "", server)
                : new Reply(null, Rcode.string(code), server);
    }

    static Reply failed(Throwable failure, String server) {
        boolean timeout = failure instanceof TimeoutException
                || String.valueOf(failure.getMessage()).contains("Timed out");
        String detail = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return new Reply(null, timeout ? "timeout" : detail, server);
    }

    /** Whether another server need not be asked. */
    boolean settles() {
        return message != null;
    }
}
